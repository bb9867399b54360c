// usage: node test/bench/frames.ts
// Frame ranges against the npm package fileseq (where that works) and, where python3 can import it, Python's fileseq:
// reading, listing, compressing, grouping names. Ratios of medians in the same run, with the quartiles. It gates nothing.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { compressFrames } from '../../server/formats/frames/compress.ts';
import { fileseqDialect } from '../../server/formats/frames/dialects/fileseq.ts';
import { FrameList } from '../../server/formats/frames/frame-list.ts';
import { parseFrames } from '../../server/formats/frames/parse-frames.ts';
import { groupSequences } from '../../server/project/sequences.ts';
import { type Measured, measure } from './measure.ts';

const { FrameSet } = createRequire(import.meta.url)('fileseq') as typeof import('fileseq');

const ROUNDS = 15;
const RANGES = '1-100x5,200,300-350,400-500y3';
const LONG = '1-1000000';
const SINGLES = Array.from({ length: 2000 }, (_, at) => (at * 7919) % 20_011).join(',');
const FRAMES = Array.from({ length: 85_000 }, (_, at) => at + Math.floor(at / 7));
const NAMES = Array.from({ length: 10_000 }, (_, at) => `sh${at % 20}_plate.${String(1001 + at).padStart(4, '0')}.exr`);

interface Row {
  readonly name: string;
  readonly ours: () => unknown;
  /** Missing where the npm package does not work. */
  readonly npm?: () => unknown;
  /** A statement of Python, `fileseq` is imported. */
  readonly python: string;
}

const rows: readonly Row[] = [
  {
    name: `100 times ${RANGES}`,
    ours: () => times(100, () => fileseqDialect.parse(RANGES)),
    npm: () => times(100, () => new FrameSet(RANGES)),
    python: `for _ in range(100): fileseq.FrameSet(${JSON.stringify(RANGES)})`,
  },
  {
    name: `${LONG}, read and listed`,
    ours: () => total(parseFrames(LONG).frames ?? []),
    npm: () => total(new FrameSet(LONG).frames),
    python: `sum(fileseq.FrameSet(${JSON.stringify(LONG)}))`,
  },
  {
    name: '2 000 single frames',
    ours: () => fileseqDialect.parse(SINGLES),
    npm: () => new FrameSet(SINGLES),
    python: `fileseq.FrameSet(${JSON.stringify(SINGLES)})`,
  },
  {
    name: '85 000 frames compressed',
    ours: () => compressFrames(FrameList.ofFrames(FRAMES)),
    python: 'fileseq.FrameSet.framesToFrameRange([at + at // 7 for at in range(85000)])',
  },
  {
    name: '10 000 names grouped',
    ours: () => groupSequences(NAMES),
    python: "fileseq.findSequencesInList(['sh%d_plate.%04d.exr' % (at % 20, 1001 + at) for at in range(10000)])",
  },
];

const python = measurePython();
if (python === undefined) console.log('python3 cannot import fileseq; its rows are left out.');
for (const [at, { name, ours, npm }] of rows.entries()) {
  // A peer that is not there takes part as nothing, and is not shown.
  const measured = measure({ ours, npm: npm ?? (() => undefined) }, ROUNDS);
  console.log(`${name}: ${show(measured.ours)}`);
  const peers = { 'npm fileseq': npm === undefined ? undefined : measured.npm, 'Python fileseq': python?.[at] };
  for (const [peer, theirs] of Object.entries(peers)) {
    if (theirs === undefined) console.log(`  ${peer}: not measured`);
    else console.log(`  ${(measured.ours.median / theirs.median).toFixed(3)} of ${peer}, ${show(theirs)}`);
  }
}
console.log(`1-999999999 counts ${parseFrames('1-999999999').frames?.count} frames; both peers refuse it.`);

function times(count: number, work: () => unknown): void {
  for (let at = 0; at < count; at++) work();
}

function total(frames: Iterable<number>): number {
  let sum = 0;
  for (const frame of frames) sum += frame;
  return sum;
}

/** Medians and quartiles of the rows in Python, in the order of the rows; undefined where fileseq is not there. */
function measurePython(): readonly Measured[] | undefined {
  const program = `
import json, statistics, time, fileseq
out = []
for work in json.loads(${JSON.stringify(JSON.stringify(rows.map(({ python: work }) => work)))}):
    code = compile(work, 'work', 'exec')
    spent = []
    for turn in range(6):
        began = time.perf_counter()
        exec(code, {'fileseq': fileseq})
        spent.append((time.perf_counter() - began) * 1000)
    low, median, high = statistics.quantiles(spent[1:], n=4)
    out.append({'median': median, 'spread': [low, high]})
print(json.dumps(out))
`;
  const { status, stdout } = spawnSync('python3', ['-'], { input: program, encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as readonly Measured[]) : undefined;
}

function show({ median, spread: [low, high] }: Measured): string {
  return `${median.toFixed(2)} ms (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
