import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { highestFence } from '../../../../server/pipeline/locks/fence.ts';
import { readLock } from '../../../../server/pipeline/locks/lock-file.ts';
import { releaseLock } from '../../../../server/pipeline/locks/release-lock.ts';
import { renewLock } from '../../../../server/pipeline/locks/renew-lock.ts';
import { nodeFiles, type ShareFiles, type ShareHandle } from '../../../../server/pipeline/locks/share-files.ts';
import { takeLock } from '../../../../server/pipeline/locks/take-lock.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { Contender } from './contender.ts';
import { filesWith, lockFolder, lockOf, makeOld } from './lock-folder.ts';
import { randomOf } from './simulated-share.ts';

const IS_LONG = fuzzRuns(1) > 1;

/** Makes everything about the lock ten minutes old. */
async function everythingOld(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.filter((name) => name !== 'a.comp').map((name) => makeOld(path.join(folder, name))));
}

/** What holds whatever died when: the lock can be had by the rules, and in the end nothing else is left. */
async function surviveDeath(
  folder: string,
  lockPath: string,
  told: { readonly fence: number; readonly holds: boolean },
) {
  const at = await takeLock(lockPath, lockOf('next'), { over: 'stale' });
  if (told.holds) expect(at).toMatchObject({ taken: false });
  if (at.taken) expect(at.lock.fence).toBeGreaterThan(told.fence);
  await everythingOld(folder);
  const later = await takeLock(lockPath, lockOf('later'), { over: 'stale' });
  if (!later.taken) throw new Error(`It cannot be taken: ${later.found?.identity}`);
  expect(later.lock.fence).toBeGreaterThan(at.taken ? (at.lock.fence ?? 0) : told.fence);
  expect((await readLock(lockPath))?.identity).toBe('later');
  expect(await highestFence(lockPath)).toBe(later.lock.fence);
  const left = (await readdir(folder)).filter((name) => !name.startsWith('.~compline-clock.'));
  expect(left).toEqual(['.~a.comp.lock', `.~a.comp.lock.fence-${later.lock.fence}`, 'a.comp']);
}

interface Work {
  readonly name: string;
  readonly stands: 'nothing' | 'fresh' | 'stale';
  readonly does: (lockPath: string, files: ShareFiles) => Promise<unknown>;
  /** Whoever died held the lock before and did not want to let it go. */
  readonly holds: boolean;
}

const WORKS: readonly Work[] = [
  {
    name: 'taking',
    stands: 'nothing',
    does: (lockPath, files) => takeLock(lockPath, lockOf('dead'), { over: 'stale', files }),
    holds: false,
  },
  {
    name: 'taking over',
    stands: 'stale',
    does: (lockPath, files) => takeLock(lockPath, lockOf('dead'), { over: 'stale', files }),
    holds: false,
  },
  {
    name: 'taking over by force',
    stands: 'fresh',
    does: (lockPath, files) => takeLock(lockPath, lockOf('dead'), { over: { session: 'ann' }, files }),
    holds: true,
  },
  {
    name: 'renewing',
    stands: 'fresh',
    does: (lockPath, files) => renewLock(lockPath, { ...lockOf('ann'), fence: 1 }, files),
    holds: true,
  },
  { name: 'letting go', stands: 'fresh', does: (lockPath, files) => releaseLock(lockPath, 'ann', files), holds: false },
];

test.each(WORKS)('one that dies at any call of $name stops nobody', async (work) => {
  const calls: string[] = [];
  for (let isDone = false; !isDone; ) {
    const { folder, lockPath } = await lockFolder();
    if (work.stands !== 'nothing') await takeLock(lockPath, lockOf('ann'), { over: 'nothing' });
    if (work.stands === 'stale') await makeOld(lockPath);
    const call = await dieAt(calls.length, (files) => work.does(lockPath, files));
    isDone = call === undefined;
    if (call !== undefined) {
      calls.push(call);
      await surviveDeath(folder, lockPath, { fence: work.stands === 'nothing' ? 0 : 1, holds: work.holds });
    }
  }
  expect(calls.length).toBeGreaterThan(10);
});

/** Does something until it has made so many calls, and never goes on: answers the next call, if it came so far. */
async function dieAt(calls: number, does: (files: ShareFiles) => Promise<unknown>): Promise<string | undefined> {
  const opened: ShareHandle[] = [];
  const open: ShareFiles['open'] = async (file, mode) => {
    const handle = await nodeFiles.open(file, mode);
    opened.push(handle);
    return handle;
  };
  let made = 0;
  const died = await new Promise<string | undefined>((resolve, reject) => {
    const files = filesWith({ ...nodeFiles, open }, async (call) => {
      made += 1;
      if (made <= calls) return;
      resolve(call);
      await new Promise(() => undefined);
    });
    does(files).then(() => resolve(undefined), reject);
  });
  await Promise.allSettled(opened.map((handle) => handle.close()));
  return died;
}

test('some that are killed at any moment leave one owner, and a lock that can be had', {
  timeout: FUZZ_TIMEOUT,
}, async () => {
  const { folder, lockPath } = await lockFolder();
  const random = randomOf(7);
  const count = IS_LONG ? 16 : 6;
  const all = await Promise.all(Array.from({ length: count }, () => new Contender(lockPath).ready()));
  let fence = 0;
  for (let round = 0; round < fuzzRuns(3); round += 1) {
    await everythingOld(folder);
    const answering = all.map((contender) => contender.tell('take'));
    const victims = new Set(Array.from({ length: count / 3 }, () => Math.floor(random() * count)));
    await Promise.all(
      [...victims].map(async (at) => {
        await pause(random() * 60);
        await all[at]?.kill();
      }),
    );
    const winners = (await Promise.all(answering)).filter((answer) => answer !== 'none' && answer !== 'ended');
    expect(winners.length).toBeLessThanOrEqual(1);
    const found = await readLock(lockPath);
    if (winners[0] !== undefined) expect(winners[0]).toBe(`${found?.owner?.session} ${found?.owner?.fence}`);
    for (const winner of winners) {
      expect(Number(winner.split(' ')[1])).toBeGreaterThan(fence);
      fence = Number(winner.split(' ')[1]);
    }
    await everythingOld(folder);
    const next = await takeLock(lockPath, lockOf(`next-${round}`), { over: 'stale' });
    if (!next.taken) throw new Error('It cannot be taken.');
    expect(next.lock.fence).toBeGreaterThan(fence);
    fence = next.lock.fence ?? 0;
    for (const at of victims) all[at] = await new Contender(lockPath).ready();
  }
});

const CALLS =
  /^\d+ +(openat|statx|pread64|pwrite64|fsync|close|unlink|rename|link|mkdir|rmdir|getdents64|newfstatat)\(/;

/** Runs a contender through all it can do with a stale lock, strace looking at its files' calls or ending it at one. */
async function traced(lockPath: string, inject: readonly string[], report: string): Promise<string[]> {
  await rm(lockPath, { force: true });
  const { folder, base } = { folder: path.dirname(lockPath), base: path.basename(lockPath) };
  for (const name of await readdir(folder)) {
    if (name.startsWith(base)) await rm(path.join(folder, name), { recursive: true });
  }
  await writeFile(`${lockPath}.fence-1`, '');
  await writeFile(lockPath, JSON.stringify({ ...lockOf('ann'), fence: 1 }));
  await makeOld(lockPath);
  const contender = await new Contender(lockPath).ready();
  const strace = spawn('strace', ['-f', '-o', report, ...inject, '-p', String(contender.process.pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await once(strace.stderr, 'data'); // It says that it is attached.
  const answers: string[] = [];
  for (const line of ['take', 'renew', 'release']) answers.push(await contender.tell(line));
  await contender.kill();
  if (strace.exitCode === null) await once(strace, 'exit');
  return answers;
}

const canTrace = existsSync('/usr/bin/strace') && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
if (!canTrace) console.log('strace cannot be run here: no contender is killed at its system calls.');

test.skipIf(!canTrace)('one that is killed at any system call stops nobody', { timeout: FUZZ_TIMEOUT }, async () => {
  const { folder, lockPath } = await lockFolder();
  const report = `${folder}.trace`;
  const answers = await traced(lockPath, [], report);
  expect(answers.slice(1)).toEqual(['yes', 'yes']);
  const lines = (await readFile(report, 'utf8')).split('\n');
  await rm(report);
  // One thread does what is done with files.
  const thread = lines.find((line) => line.includes(lockPath))?.split(' ')[0];
  const counts = new Map<string, number>();
  for (const line of lines) {
    const call = line.startsWith(`${thread} `) ? CALLS.exec(line)?.[1] : undefined;
    if (call !== undefined) counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  const kills = [...counts].flatMap(([call, count]) =>
    Array.from({ length: count }, (_, at) => ({ call, when: at + 1 })),
  );
  expect(kills.length).toBeGreaterThan(50);
  if (IS_LONG) console.log(`killed at each of ${kills.length} system calls: ${JSON.stringify([...counts])}`);
  for (const { call, when } of kills.filter((_, at) => IS_LONG || at % 29 === 7)) {
    const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${when}`];
    const [took = '', , released = ''] = await traced(lockPath, inject, '/dev/null');
    const hasTaken = took !== 'ended';
    const fence = hasTaken ? Number(took.split(' ')[1]) : 1;
    expect(took, `${call} ${when}`).not.toBe('none');
    expect(released, `${call} ${when}`).toMatch(/^(ended|yes)$/);
    await surviveDeath(folder, lockPath, { fence, holds: false });
  }
});
