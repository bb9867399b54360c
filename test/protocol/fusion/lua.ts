import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { at } from '../../../scripts/lib/paths.mjs';
import { findProgram } from '../../../scripts/lib/programs.mjs';

/** LuaJIT, whose Lua Fusion's is; absent on a machine that has none. */
export const LUAJIT: string | undefined = findProgram('luajit');

/** The folder of what goes into a folder of Fusion. */
export const FUSION = at('integrations', 'fusion');

/** A Lua that has the script's modules; it runs one chunk of one line after the other. */
export class Lua implements AsyncDisposable {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  readonly #waiting: ((line: string) => void)[] = [];
  #errors = '';

  constructor() {
    if (LUAJIT === undefined) throw new Error('There is no luajit on this machine.');
    this.#process = spawn(LUAJIT, [at('test', 'protocol', 'fusion', 'driver.lua')], {
      env: { ...process.env, LUA_PATH: `${FUSION}/Modules/Lua/?.lua;;` },
    });
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.#process.stdin.on('error', () => {});
    this.#process.on('close', () => {
      for (const answer of this.#waiting.splice(0)) answer(JSON.stringify({ error: `Lua has ended. ${this.#errors}` }));
    });
    this.#lines = createInterface({ input: this.#process.stdout });
    this.#lines.on('line', (line) => this.#waiting.shift()?.(line));
  }

  /** Runs a chunk, and gives what it returns. Throws what goes wrong in it. */
  async run(chunk: string): Promise<unknown> {
    const line = await new Promise<string>((resolve) => {
      this.#waiting.push(resolve);
      this.#process.stdin.write(`${chunk.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    });
    const answer: { ok?: unknown; error?: string } = JSON.parse(line);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.ok;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.stdin.end();
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      await new Promise((resolve) => this.#process.once('close', resolve));
    }
  }
}

/** A text as Lua writes it. */
export function quoted(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => `\\${String(byte).padStart(3, '0')}`);
  return `"${bytes.join('')}"`;
}
