// usage: node test/bench/keystroke.ts
// From a keystroke inside of a tool to fresh diagnostics, over stdio, as ratios to a server that only mirrors the text:
// both are asked in turn. It gates nothing.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { generatedComp } from './generated-comp.ts';

const SIZES = [0.2, 1, 10]; // megabytes
const KEYS = 120;
const URI = 'file:///bench/shot.comp';

const programs = {
  mirror: fileURLToPath(new URL('./mirror-server.ts', import.meta.url)),
  compline: fileURLToPath(new URL('../../server/language/node.ts', import.meta.url)),
};

/** A server and an editor that types into it. */
class Typing {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #connection: MessageConnection;
  #version = 1;

  constructor(program: string) {
    this.#process = spawn(process.execPath, [program, '--stdio'], { stdio: 'pipe' });
    this.#process.stderr.pipe(process.stderr);
    this.#process.once('exit', (code) => {
      if (code !== null) throw new Error(`${program} ended with ${code}.`);
    });
    const { stdout, stdin } = this.#process;
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.listen();
  }

  async open(text: string): Promise<void> {
    const capabilities = { textDocument: { diagnostic: {} } };
    await this.#connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    await this.#connection.sendNotification('initialized', {});
    const textDocument = { uri: URI, languageId: 'fusion-comp', version: this.#version, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    await this.#pull();
  }

  /** Types one character and waits for the diagnostics; milliseconds. */
  async type(line: number, character: number): Promise<number> {
    this.#version += 1;
    const began = performance.now();
    const position = { line, character };
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: this.#version },
      contentChanges: [{ range: { start: position, end: position }, text: '7' }],
    });
    await this.#pull();
    return performance.now() - began;
  }

  end(): void {
    this.#process.kill();
  }

  #pull(): Promise<unknown> {
    return this.#connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
  }
}

for (const size of SIZES) {
  const text = generatedComp(size * 1_000_000);
  const lines = text.split('\n');
  const places = lines.flatMap((line, index) =>
    line.includes('Center = ') ? [{ line: index, character: line.indexOf('0.') + 2 }] : [],
  );
  const typing = { mirror: new Typing(programs.mirror), compline: new Typing(programs.compline) };
  const times = { mirror: [] as number[], compline: [] as number[] };
  await typing.mirror.open(text);
  await typing.compline.open(text);
  for (let key = 0; key < KEYS; key += 1) {
    const place = places[Math.floor((places.length * ((key * 37) % KEYS)) / KEYS)] ?? { line: 0, character: 0 };
    for (const name of ['mirror', 'compline'] as const) {
      const time = await typing[name].type(place.line, place.character);
      if (key >= 20) times[name].push(time);
    }
  }
  typing.mirror.end();
  typing.compline.end();
  const [mirror, compline] = [summary(times.mirror), summary(times.compline)];
  const ratio = (part: 'median' | 'late') => (compline[part] / mirror[part]).toFixed(2);
  console.log(
    `${size} MB: median ${compline.median.toFixed(1)} ms, ${ratio('median')} of the mirror; ` +
      `95th percentile ${compline.late.toFixed(1)} ms, ${ratio('late')} of the mirror (${mirror.late.toFixed(1)} ms)`,
  );
}

function summary(times: readonly number[]): { median: number; late: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] ?? 0;
  return { median: at(0.5), late: at(0.95) };
}
