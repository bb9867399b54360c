// usage: node test/bench/open-comp.ts
// What it costs to open a comp, as ratios to luaparse's bare parse of the same text: our parse alone, and parse and all
// checks, bundled as they ship. Generated comps of three sizes, and the largest real ones where there are any. Medians of
// a run in turn, with the quartiles. It gates nothing.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import luaparse from 'luaparse';
import { generatedComp } from './generated-comp.ts';
import { type Measured, measure } from './measure.ts';

type Opening = Pick<typeof import('../../server/checks/check-comp.ts'), 'checkComp'> &
  Pick<typeof import('../../server/formats/comp/parse-comp.ts'), 'parseComp'>;

const SIZES = [0.2, 1, 10]; // megabytes
const REAL_FILES = join(import.meta.dirname, '../../../shared/corpus');
const MOST_REAL = 3;

const { checkComp, parseComp } = await bundled();

for (const size of SIZES) report('generated', generatedComp(size * 1_000_000));
for (const file of largestFiles()) report(file.slice(file.lastIndexOf('/') + 1), readFileSync(file, 'utf8'));

function report(name: string, text: string): void {
  // Lua does not know the NUL at the end, and takes the constructor for the call of a function.
  const lua = `return ${text.replace('Composition', '').replace(/\0\s*$/, '')}`;
  const rounds = text.length > 5_000_000 ? 7 : 31;
  const times = measure(
    {
      luaparse: () => luaparse.parse(lua, { comments: false }),
      parse: () => parseComp(text),
      'parse and check': () => checkComp(parseComp(text)),
    },
    rounds,
  );
  const { luaparse: peer } = times;
  console.log(`${name}, ${(text.length / 1_000_000).toFixed(2)} MB, luaparse ${show(peer)}`);
  for (const work of ['parse', 'parse and check'] as const) {
    const ratio = (times[work].median / peer.median).toFixed(2);
    console.log(`  ${work}: ${ratio} of luaparse, ${show(times[work])}`);
  }
}

/** In modules of their own, constants are looked up each time; what people run is one file in which they stand. */
async function bundled(): Promise<Opening> {
  const contents = `export { checkComp } from './checks/check-comp.ts';
    export { parseComp } from './formats/comp/parse-comp.ts';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '../../server'), loader: 'ts' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const [bundle] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(bundle?.contents ?? '').toString('base64')}`);
}

function largestFiles(): readonly string[] {
  if (!existsSync(REAL_FILES)) {
    console.log('The real files are not here; only generated ones are measured.');
    return [];
  }
  return ['comp', 'setting']
    .flatMap((folder) => readdirSync(join(REAL_FILES, folder)).map((name) => join(REAL_FILES, folder, name)))
    .sort((a, b) => statSync(b).size - statSync(a).size)
    .slice(0, MOST_REAL);
}

function show({ median, spread: [low, high] }: Measured): string {
  return `${median.toFixed(1)} ms (${low.toFixed(1)} to ${high.toFixed(1)})`;
}
