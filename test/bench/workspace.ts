// usage: node test/bench/workspace.ts
// What is wrong with all files of a workspace, none of them open, asked of the server as its source stands: 1 000 render
// specs and 200 comps against 100 and 20. The time for a file and the memory that is left, as ratios of the large
// workspace to the small one: 1 is growth with the number of files. Then the same again when one file has changed, and
// when a project's configuration has. Medians with the quartiles. It gates nothing.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BenchServer, LANGUAGE_SERVER } from './bench-server.ts';
import { generatedComp } from './generated-comp.ts';
import { type Spread, spreadOf } from './spread.ts';

const ROUNDS = 7;
const SIZES = { small: { specs: 100, comps: 20 }, large: { specs: 1_000, comps: 200 } } as const;
const PROBE = fileURLToPath(new URL('./heap-probe.ts', import.meta.url));

type Size = keyof typeof SIZES;

/** What one round in one workspace took: milliseconds, megabytes of heap above that of an empty workspace. */
interface Round {
  readonly first: number;
  readonly oneFile: number;
  readonly configuration: number;
  readonly heap: number;
  readonly files: number;
}

interface Report {
  readonly items: readonly { readonly uri: string; readonly resultId?: string; readonly items: readonly unknown[] }[];
}

const SPEC = `fusion:
  final: { format: OpenEXRFormat, image_sequence: true, properties: { OpenEXRFormat.Compression: 8 } }
  preview: { format: QuickTimeMovies }
naming: { final_suffix: _FINAL }
`;
const config = (height: number): string =>
  `version: 1\nproject: { id: DEMO }\nresolution: { width: 1920, height: ${height} }\n`;

function writeWorkspace(root: string, { specs, comps }: (typeof SIZES)[Size]): void {
  const comp = generatedComp(8_000);
  mkdirSync(path.join(root, 'specs'));
  writeFileSync(path.join(root, 'compline.yaml'), config(1080));
  for (let at = 0; at < specs; at += 1) writeFileSync(path.join(root, 'specs', `${at}.renderspec.yaml`), SPEC);
  for (let at = 0; at < comps; at += 1) {
    const step = path.join(root, '05-SHOTS', `DEMO_S_SH${at}`, `DEMO_S_SH${at}_COMP`);
    mkdirSync(step, { recursive: true });
    writeFileSync(path.join(step, `DEMO_S_SH${at}_COMP.comp`), comp);
  }
}

async function round(size: Size): Promise<Round> {
  const root = mkdtempSync(path.join(tmpdir(), 'bench-workspace-'));
  try {
    writeWorkspace(root, SIZES[size]);
    const server = new BenchServer(LANGUAGE_SERVER, ['--expose-gc', '--import', PROBE]);
    const folder = { uri: pathToFileURL(root).href, name: 'bench' };
    await server.start({ textDocument: { diagnostic: {} } }, { workspaceDiagnostics: true }, [folder]);
    const told = new Map<string, string>();
    const ask = async (): Promise<number> => {
      const previousResultIds = [...told].map(([uri, value]) => ({ uri, value }));
      const began = performance.now();
      const { items } = (await server.request('workspace/diagnostic', { previousResultIds })) as Report;
      for (const { uri, resultId = '' } of items) told.set(uri, resultId);
      return performance.now() - began;
    };
    const empty = await heapOf(server);
    const first = await ask();
    const files = told.size;
    const heap = (await heapOf(server)) - empty;
    const changed = async (file: string, text: string): Promise<number> => {
      writeFileSync(path.join(root, file), text);
      const uri = pathToFileURL(path.join(root, file)).href;
      await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
      return ask();
    };
    const oneFile = await changed('05-SHOTS/DEMO_S_SH0/DEMO_S_SH0_COMP/DEMO_S_SH0_COMP.comp', 'Composition {\n}\n');
    const configuration = await changed('compline.yaml', config(720));
    server.end();
    return { first, oneFile, configuration, heap, files };
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function heapOf(server: BenchServer): Promise<number> {
  return Number(await server.probe('heap')) / 1024 / 1024;
}

const rounds: Record<Size, Round[]> = { small: [], large: [] };
for (let count = 0; count < ROUNDS; count += 1) {
  for (const size of ['small', 'large'] as const) rounds[size].push(await round(size));
}

const of = (size: Size, read: (round: Round) => number): Spread => spreadOf(rounds[size].map(read));
const show = ({ median, low, high }: Spread, unit: string): string =>
  `${median.toFixed(1)} ${unit} (${low.toFixed(1)} to ${high.toFixed(1)})`;

for (const size of ['small', 'large'] as const) {
  console.log(`${size}: ${of(size, ({ files }) => files).median} files are told of`);
  console.log(
    `  all of them          ${show(
      of(size, ({ first }) => first),
      'ms',
    )}`,
  );
  console.log(
    `  one has changed      ${show(
      of(size, ({ oneFile }) => oneFile),
      'ms',
    )}`,
  );
  console.log(
    `  the configuration    ${show(
      of(size, ({ configuration }) => configuration),
      'ms',
    )}`,
  );
  console.log(
    `  heap that is left    ${show(
      of(size, ({ heap }) => heap),
      'MB',
    )}`,
  );
}
const perFile = (size: Size): number => of(size, ({ first, files }) => first / files).median;
console.log(
  `for a file, the large workspace takes ${(perFile('large') / perFile('small')).toFixed(2)} of the small one's time`,
);
