// usage: node test/bench/holds.ts [one of the texts]
// For how long each request about a comp of 10 MB holds the event loop of the server as it is shipped, in milliseconds of
// processor time: the median of a few rounds and the spread. What is longer than 50 ms is marked. It gates nothing.
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { BenchServer, BUILT_SERVER, type Change } from './bench-server.ts';
import { generatedComp, generatedSetting } from './generated-comp.ts';
import { questionsAbout, WIDE_CLIENT, WIDE_OPTIONS } from './requests.ts';
import { spreadOf } from './spread.ts';

const BYTES = 10_000_000;
const ROUNDS = 3;
const LONGEST = 50; // milliseconds

/** So many tools have a fault that can be repaired. */
const FAULTS = 5_000;

const PROBE = fileURLToPath(new URL('./hold-probe.ts', import.meta.url));

const texts = {
  'a comp': generatedComp(BYTES),
  'a setting of one group': generatedSetting(BYTES),
  'a comp with 5 000 faults': generatedComp(BYTES)
    .split('FuID {')
    .reduce((before, after, index) => `${before}${index <= FAULTS ? 'FuId' : 'FuID'} {${after}`),
  'a comp indented with blanks': generatedComp(BYTES).replaceAll('\t', '   '),
};

if (!existsSync(BUILT_SERVER)) throw new Error('There is no dist/language-server.cjs: run npm run build first.');

const [asked] = process.argv.slice(2);

for (const [title, text] of Object.entries(texts)) {
  if (asked !== undefined && title !== asked) continue;
  const holds = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) await measureRound(text, holds);
  console.log(`\n${title}, ${(text.length / 1_000_000).toFixed(1)} MB`);
  for (const [name, times] of holds) {
    const { median, low, high } = spreadOf(times);
    const spread = `${low.toFixed(0)} to ${high.toFixed(0)}`;
    console.log(`${median > LONGEST ? '!' : ' '} ${name.padEnd(34)} ${median.toFixed(0).padStart(5)} ms  (${spread})`);
  }
}

/** Asks a new server everything once. */
async function measureRound(text: string, holds: Map<string, number[]>): Promise<void> {
  const server = new BenchServer(BUILT_SERVER, ['--import', PROBE]);
  await server.start(WIDE_CLIENT, WIDE_OPTIONS);
  const measure = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    await server.probe('take');
    await work();
    const hold = Number(await server.probe('take'));
    holds.set(name, [...(holds.get(name) ?? []), hold]);
  };
  await measure('open', async () => {
    await server.open(text);
    await server.pull();
  });
  for (const { name, ask } of questionsAbout(text)) await measure(name, () => ask(server));
  for (const [name, changes] of Object.entries(keystrokes(text))) {
    for (const [index, change] of changes.entries()) {
      await measure(`${name}${index === 0 ? '' : ', and back'}`, async () => {
        await server.change(change);
        await server.pull();
      });
    }
  }
  await measure('close', async () => {
    await server.close();
    await server.request('workspace/symbol', { query: 'x' });
  });
  server.end();
}

/** What a user types in the middle of the text, and how it is taken back. */
function keystrokes(text: string): Readonly<Record<string, readonly Change[]>> {
  const lines = text.split('\n');
  const find = (word: string) => {
    const line = lines.findIndex((it, index) => index >= lines.length >> 1 && it.includes(word));
    return { line, character: lines[line]?.indexOf(word) ?? 0 };
  };
  const number = find('0.');
  const name = find(' = Transform');
  const inside = find('NameSet');
  const close = {
    line: find('ViewInfo = OperatorInfo').line + 1,
    character: lines[find('ViewInfo = OperatorInfo').line + 1]?.indexOf('}') ?? 0,
  };
  const type = (at: { readonly line: number; readonly character: number }, typed: string): readonly Change[] => [
    { ...at, length: 0, text: typed },
    { ...at, length: typed.length, text: '' },
  ];
  return {
    'a digit in a tool': type({ line: number.line, character: number.character + 2 }, '7'),
    'a letter of the name of a tool': type(name, 'x'),
    'an opening brace in a tool': type(inside, '{'),
    'an opening brace at the start of a line': type({ line: inside.line, character: 0 }, '{'),
    'a quote in a tool': type(inside, '"'),
    'a tool name of several letters at once': type(name, 'Renamed'),
    'a long bracket in a tool': type(inside, '[['),
    'a comment in a tool': type(inside, '-- so be it'),
    'the beginning of a comment of lines': type(inside, '--[['),
    'a closing brace taken away': [
      { ...close, length: 1, text: '' },
      { ...close, length: 0, text: '}' },
    ],
  };
}
