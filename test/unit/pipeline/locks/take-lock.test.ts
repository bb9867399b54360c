import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../../../server/pipeline/locks/take-lock.ts';

const ROUNDS = 60;
const PROCESSES = 4;

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

/** Processes that try for one lock whenever they are told to. */
function contenders(lockPath: string) {
  return Array.from({ length: PROCESSES }, () => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'contend.ts'), lockPath], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill());
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return async (): Promise<string> => {
      child.stdin.write('go\n');
      return (await lines.next()).value ?? 'ended';
    };
  });
}

test.each([
  [
    'that is stale',
    async (lockPath: string, round: number) => {
      await writeFile(lockPath, JSON.stringify(owner(`dead-${round}`)));
      await makeOld(lockPath);
    },
  ],
  [
    'that is torn and stale',
    async (lockPath: string, round: number) => {
      await writeFile(lockPath, `{"version":1,"us${round}`);
      await makeOld(lockPath);
    },
  ],
  ['that nobody has', (lockPath: string) => rm(lockPath, { force: true })],
])('%s: of several processes that want a lock exactly one gets it', { timeout: 120_000 }, async (_name, prepare) => {
  const folder = await folderOfTest();
  const lockPath = path.join(folder, '.~a.comp.lock');
  const all = contenders(lockPath);
  let fenceBefore = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await prepare(lockPath, round);
    const answers = await Promise.all(all.map((contend) => contend()));
    const winners = answers.filter((answer) => answer !== 'none');
    expect(winners.length).toBeLessThanOrEqual(1);
    // Whoever saw the guard of the winner gave way; nobody else can have it.
    expect(winners).toHaveLength(1);
    expect(JSON.parse(await readFile(lockPath, 'utf8')).session).toBe(winners[0]);
    const { fence } = JSON.parse(await readFile(lockPath, 'utf8'));
    expect(fence).toBeGreaterThan(fenceBefore);
    fenceBefore = fence;
    expect(await readdir(folder)).toEqual(['.~a.comp.lock', `.~a.comp.lock.fence-${fence}`]);
  }
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
