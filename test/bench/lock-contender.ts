// usage: node test/bench/lock-contender.ts ours|proper-lockfile FILE
// Tries for the lock of FILE at each line `take` on standard input, and lets it go at each `release`. Answers each with
// a line: `taken` or `none`, and the milliseconds that it took.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import process, { argv, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { lockPathOf } from '../../server/pipeline/locks/lock-file.ts';
import { releaseLock } from '../../server/pipeline/locks/release-lock.ts';
import { takeLock } from '../../server/pipeline/locks/take-lock.ts';

const [kind, file = ''] = argv.slice(2);
const proper = createRequire(import.meta.url)('proper-lockfile') as typeof import('proper-lockfile');

/** Answers what lets the lock go; undefined where somebody else has it. */
const take = kind === 'ours' ? takeOurs : takeTheirs;
let release: (() => Promise<unknown>) | undefined;

async function takeOurs() {
  const session = randomUUID();
  const at = new Date().toISOString();
  const who = { version: 1 as const, user: 'ann', machine: 'ws01', process: process.pid, application: 'bench' };
  const taking = await takeLock(lockPathOf(file), { ...who, session, acquired: at, renewed: at }, { over: 'stale' });
  return taking.taken ? () => releaseLock(lockPathOf(file), session) : undefined;
}

async function takeTheirs() {
  try {
    return await proper.lock(file, { stale: 120_000, realpath: false, onCompromised: () => undefined });
  } catch {
    return undefined;
  }
}

stdout.write('ready\n');
for await (const line of createInterface({ input: stdin })) {
  const began = performance.now();
  if (line === 'take') release = await take();
  else await release?.().catch(() => undefined);
  const outcome = line === 'take' && release !== undefined ? 'taken' : 'none';
  if (line !== 'take') release = undefined;
  stdout.write(`${outcome} ${performance.now() - began}\n`);
}
