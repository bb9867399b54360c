import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A process that does with a lock what it is told, as `contend.ts` says. */
export class Contender {
  readonly process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #input: Interface;

  /** `clockShift`: milliseconds. It is ended with the test. */
  constructor(lockPath: string, clockShift = 0) {
    const program = path.join(import.meta.dirname, 'contend.ts');
    this.process = spawn(process.execPath, [program, lockPath, String(clockShift)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // One thread for the files, so that their calls can be counted.
      env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    });
    // It may be gone when it is told something.
    this.process.stdin?.on('error', () => undefined);
    if (this.process.stdout === null) throw new Error('It has no output.');
    this.#input = createInterface({ input: this.process.stdout });
    this.#lines = this.#input[Symbol.asyncIterator]();
    onTestFinished(() => this.kill());
  }

  /** Resolves when it waits to be told something. */
  async ready(): Promise<this> {
    await this.#lines.next();
    return this;
  }

  /** What it answers; `ended` where it was killed. */
  async tell(line: string): Promise<string> {
    this.process.stdin?.write(`${line}\n`);
    const { value, done } = await this.#lines.next();
    return done === true ? 'ended' : value;
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGKILL');
    await once(this.process, 'exit');
  }
}
