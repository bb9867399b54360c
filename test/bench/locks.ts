// usage: node test/bench/locks.ts [ROUNDS]
// Locks against the npm package proper-lockfile, in turn: 16 processes want a stale lock at once, and how many rounds
// give it to more than one; and what one process alone needs to take a free lock and to let it go. Ratios of medians in
// the same run, with the quartiles. It gates nothing.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process, { argv } from 'node:process';
import { createInterface } from 'node:readline';
import { lockPathOf } from '../../server/pipeline/locks/lock-file.ts';
import { type Spread, spreadOf } from './spread.ts';

const ROUNDS = Number(argv[2] ?? 200);
const PROCESSES = 16;
const KINDS = ['ours', 'proper-lockfile'] as const;

/** The lock of somebody who died, without a session. */
const DEAD = {
  version: 1,
  user: 'bob',
  machine: 'ws02',
  process: 1,
  application: 'bench',
  acquired: '2026-01-01T00:00:00.000Z',
  renewed: '2026-01-01T00:00:00.000Z',
};

/** Tells a contender something; answers whether it has the lock, and after how many milliseconds. */
type Contend = (line: 'take' | 'release') => Promise<{ readonly taken: boolean; readonly took: number }>;

const folder = await mkdtemp(path.join(tmpdir(), 'compline-bench-locks-'));
const children: ReturnType<typeof spawn>[] = [];
try {
  const sides = await Promise.all(KINDS.map(sideOf));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of sides) await playRound(side, round);
  }
  console.log(`${ROUNDS} rounds, ${PROCESSES} processes that want one stale lock`);
  for (const { kind, double, none, winners } of sides) {
    const part = ((double / ROUNDS) * 100).toFixed(1);
    console.log(
      `  ${kind}: ${double} rounds with two or more owners (${part} %), ${none} with none, ${show(spreadOf(winners))}`,
    );
  }
  for (const what of ['take', 'release'] as const) {
    const [ours, theirs] = await aloneTimes(sides, what);
    const ratio = (ours.median / theirs.median).toFixed(2);
    console.log(`${what} of a free lock: ${show(ours)}\n  ${ratio} of proper-lockfile, ${show(theirs)}`);
  }
} finally {
  for (const child of children) child.kill();
  await rm(folder, { recursive: true, force: true });
}

interface Side {
  readonly kind: (typeof KINDS)[number];
  readonly file: string;
  readonly contenders: readonly Contend[];
  /** Rounds with two or more owners, and with none. */
  double: number;
  none: number;
  /** Milliseconds until owners had the lock. */
  readonly winners: number[];
}

async function sideOf(kind: (typeof KINDS)[number]): Promise<Side> {
  const file = path.join(folder, `${kind}.comp`);
  await writeFile(file, 'Composition {}');
  const contenders = await Promise.all(Array.from({ length: PROCESSES }, () => contender(kind, file)));
  return { kind, file, contenders, double: 0, none: 0, winners: [] };
}

async function contender(kind: string, file: string): Promise<Contend> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'lock-contender.ts'), kind, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return async (line) => {
    child.stdin.write(`${line}\n`);
    const [outcome, took] = String((await lines.next()).value).split(' ');
    return { taken: outcome === 'taken', took: Number(took) };
  };
}

/** A lock whose owner died ten minutes ago, then everybody at once. */
async function playRound(side: Side, round: number): Promise<void> {
  const { kind, file, contenders } = side;
  const lock = kind === 'ours' ? lockPathOf(file) : `${file}.lock`;
  await rm(lock, { recursive: true, force: true });
  if (kind === 'ours') await writeFile(lock, JSON.stringify({ ...DEAD, session: `dead-${round}` }));
  else await mkdir(lock);
  const old = new Date(Date.now() - 600_000);
  await utimes(lock, old, old);
  const answers = await Promise.all(contenders.map((contend) => contend('take')));
  const owners = answers.filter(({ taken }) => taken);
  if (owners.length > 1) side.double += 1;
  if (owners.length === 0) side.none += 1;
  side.winners.push(...owners.map(({ took }) => took));
  await Promise.all(contenders.map((contend) => contend('release')));
}

/** What one process of each side alone needs, in turn. */
async function aloneTimes(sides: readonly Side[], what: 'take' | 'release'): Promise<[Spread, Spread]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, { contenders }] of sides.entries()) {
      const [first] = contenders;
      for (const line of ['take', 'release'] as const) {
        const answer = await first?.(line);
        if (line === what && answer !== undefined) times[at === 0 ? 0 : 1].push(answer.took);
      }
    }
  }
  return [spreadOf(times[0]), spreadOf(times[1])];
}

function show({ median, low, high, late }: Spread): string {
  return `${median.toFixed(2)} ms (${low.toFixed(2)} to ${high.toFixed(2)}, late ${late.toFixed(2)})`;
}
