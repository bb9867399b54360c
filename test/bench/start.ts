// usage: node test/bench/start.ts
// From the start of the bundled server to its answer to `initialize`, as a ratio to the server for JSON that VS Code has,
// where code-server is installed: both are started in turn. And on to the first findings of a comp, for which the server
// loads more. Medians with the quartiles. It gates nothing.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BenchServer, BUILT_SERVER } from './bench-server.ts';
import { generatedComp } from './generated-comp.ts';
import { type Spread, spreadOf } from './spread.ts';

const ROUNDS = 25;
const COMP = generatedComp(20_000);

const inCheckout = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const programs = {
  compline: BUILT_SERVER,
  json: inCheckout(
    'test/vscode/node_modules/code-server/lib/vscode/extensions/json-language-features/server/dist/node/jsonServerMain.js',
  ),
};

const names = (['json', 'compline'] as const).filter((name) => existsSync(programs[name]));
if (!names.includes('compline')) throw new Error('There is no dist/language-server.cjs: run npm run build first.');

const times = new Map<string, number[]>(names.map((name) => [name, []]));
const toFindings: number[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const name of names) {
    const began = performance.now();
    const server = new BenchServer(programs[name]);
    await server.start();
    if (round > 0) times.get(name)?.push(performance.now() - began);
    if (name === 'compline') {
      await server.open(COMP);
      await server.pull();
      if (round > 0) toFindings.push(performance.now() - began);
    }
    server.end();
  }
}

const compline = spreadOf(times.get('compline') ?? []);
console.log(`compline: ${show(compline)}, ${show(spreadOf(toFindings))} to its first findings`);
if (names.includes('json')) {
  const json = spreadOf(times.get('json') ?? []);
  console.log(`json: ${show(json)}`);
  console.log(`compline takes ${(compline.median / json.median).toFixed(2)} of json's time`);
} else {
  console.log('The server for JSON is not installed (test/vscode); there is nothing to compare with.');
}

function show({ median, low, high }: Spread): string {
  return `${median.toFixed(0)} ms (${low.toFixed(0)} to ${high.toFixed(0)})`;
}
