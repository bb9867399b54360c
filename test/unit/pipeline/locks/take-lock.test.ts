import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../../../server/pipeline/locks/take-lock.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { Contender } from './contender.ts';

const ROUNDS = fuzzRuns(12);
const PROCESSES = 16;
/** The clocks of the first and the last of the contenders are so far apart; milliseconds. */
const CLOCKS = 600_000;

const owner = (session: string) => ({
  version: 1 as const,
  user: 'bob',
  machine: 'ws02',
  process: 1,
  application: 'test',
  session,
  acquired: '2026-01-01T00:00:00.000Z',
  renewed: '2026-01-01T00:00:00.000Z',
});

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-locks-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function makeOld(file: string): Promise<void> {
  const old = new Date(Date.now() - 600_000);
  await utimes(file, old, old);
}

test('of many processes that want a lock exactly one gets it', { timeout: FUZZ_TIMEOUT }, async () => {
  const folder = await folderOfTest();
  const lockPath = path.join(folder, '.~a.comp.lock');
  const shifts = Array.from({ length: PROCESSES }, (_, at) => (at / (PROCESSES - 1) - 0.5) * CLOCKS);
  const all = await Promise.all(shifts.map((shift) => new Contender(lockPath, shift).ready()));
  let fenceBefore = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const stands of [JSON.stringify(owner(`dead-${round}`)), `{"version":1,"us${round}`, undefined]) {
      await rm(lockPath, { force: true });
      if (stands !== undefined) {
        await writeFile(lockPath, stands);
        await makeOld(lockPath);
      }
      const answers = await Promise.all(all.map((contender) => contender.tell('take')));
      const winners = answers.filter((answer) => answer !== 'none');
      const { session, fence } = JSON.parse(await readFile(lockPath, 'utf8'));
      expect(winners).toEqual([`${session} ${fence}`]);
      expect(fence).toBeGreaterThan(fenceBefore);
      fenceBefore = fence;
      expect(await readdir(folder)).toEqual(['.~a.comp.lock', `.~a.comp.lock.fence-${fence}`]);
    }
  }
});

test('locks of files with names like those of private files are left alone', async () => {
  const folder = await folderOfTest();
  const lockPath = path.join(folder, '.~a.comp.lock');
  const others = ['over-b.lock', 'of-b.lock', 'released-b.lock', 'fence-9.lock'].map((end) => `${lockPath}.${end}`);
  for (const other of others) {
    await writeFile(other, JSON.stringify(owner('theirs')));
    await makeOld(other);
  }
  expect(await takeLock(lockPath, owner('new'), { over: 'stale' })).toMatchObject({ taken: true, lock: { fence: 1 } });
  expect((await readdir(folder)).filter((name) => others.includes(path.join(folder, name)))).toHaveLength(4);
});

test('a lock that is fresh by the clock of the share is never taken', async () => {
  const lockPath = path.join(await folderOfTest(), '.~a.comp.lock');
  for (const text of [JSON.stringify(owner('alive')), '', '{"torn', JSON.stringify({ ...owner('x'), version: 2 })]) {
    await writeFile(lockPath, text);
    expect(await takeLock(lockPath, owner('new'), { over: 'stale' })).toMatchObject({ taken: false });
    expect(await readFile(lockPath, 'utf8')).toBe(text);
  }
});

test('what a dead contender left behind stops nobody, and is swept', async () => {
  const folder = await folderOfTest();
  const lockPath = path.join(folder, '.~a.comp.lock');
  await writeFile(lockPath, JSON.stringify(owner('dead')));
  await makeOld(lockPath);
  await writeFile(`${lockPath}.over-died-taking-over`, JSON.stringify(owner('died-taking-over')));
  await writeFile(`${lockPath}.of-died-taking`, '');
  await makeOld(`${lockPath}.of-died-taking`);
  await mkdir(`${lockPath}.released-died-releasing-1`);
  await mkdir(`${lockPath}.released-died-removing-1`);
  await writeFile(`${lockPath}.released-died-removing-1/lock`, JSON.stringify({ ...owner('died-removing'), fence: 6 }));
  await writeFile(`${lockPath}.fence-7`, '');
  expect(await takeLock(lockPath, owner('new'), { over: 'stale' })).toMatchObject({
    taken: true,
    lock: { session: 'new', fence: 8 },
    over: { identity: 'dead' },
  });
  expect(await readdir(folder)).toEqual(['.~a.comp.lock', '.~a.comp.lock.fence-8']);
});
