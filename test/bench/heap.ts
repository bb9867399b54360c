// usage: node test/bench/heap.ts
// How many bytes of the server's heap a comp of 10 MB takes for each byte of its text: open and diagnosed, after keystrokes
// in many tools, and after it is closed. What the server has without a document, once it has read one, does not count.
// Medians of a few servers with the quartiles. It gates nothing.
import { fileURLToPath } from 'node:url';
import { BenchServer, LANGUAGE_SERVER } from './bench-server.ts';
import { generatedComp } from './generated-comp.ts';
import { WIDE_CLIENT, WIDE_OPTIONS } from './requests.ts';
import { spreadOf } from './spread.ts';

const BYTES = 10_000_000;
const ROUNDS = 3;
const KEYS = 200;
const NODE_OPTIONS = ['--expose-gc', '--import', fileURLToPath(new URL('./heap-probe.ts', import.meta.url))];

const text = generatedComp(BYTES);
const places = text
  .split('\n')
  .flatMap((line, index) => (line.includes('Center = ') ? [{ line: index, character: line.indexOf('0.') + 2 }] : []));
const ratios = new Map<string, number[]>();

for (let round = 0; round < ROUNDS; round += 1) {
  const server = new BenchServer(LANGUAGE_SERVER, NODE_OPTIONS);
  await server.start(WIDE_CLIENT, WIDE_OPTIONS);
  const heap = async () => Number(await server.probe('heap'));
  // The first document brings in what is loaded on demand.
  await server.open(generatedComp(10_000));
  await lookAround(server);
  await server.close();
  const idle = await heap();
  const note = async (name: string) => {
    ratios.set(name, [...(ratios.get(name) ?? []), ((await heap()) - idle) / text.length]);
  };
  await server.open(text);
  await server.pull();
  await note('open and diagnosed');
  await lookAround(server);
  await note('looked at');
  for (let key = 0; key < KEYS; key += 1) {
    const place = places[Math.floor((places.length * key) / KEYS)];
    if (place !== undefined) await server.change({ ...place, length: 0, text: '7' });
    await server.pull();
  }
  await note(`after ${KEYS} keystrokes`);
  await server.close();
  await server.request('workspace/symbol', { query: 'nothing' });
  await note('closed');
  server.end();
}

for (const [name, values] of ratios) {
  const { median, low, high } = spreadOf(values);
  console.log(`${name}: ${median.toFixed(2)} bytes for each byte of text (${low.toFixed(2)} to ${high.toFixed(2)})`);
}

/** What an editor asks when a document comes into view. */
async function lookAround(server: BenchServer): Promise<void> {
  const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
  await server.pull();
  for (const method of ['documentSymbol', 'foldingRange', 'documentLink', 'documentColor', 'codeLens']) {
    await server.ask(`textDocument/${method}`);
  }
  await server.ask('textDocument/inlayHint', { range });
  await server.ask('textDocument/semanticTokens/range', { range });
}
