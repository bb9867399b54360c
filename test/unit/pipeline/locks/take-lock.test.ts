import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
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
  for (let round = 0; round < ROUNDS; round += 1) {
    await prepare(lockPath, round);
    const answers = await Promise.all(all.map((contend) => contend()));
    const winners = answers.filter((answer) => answer !== 'none');
    expect(winners.length).toBeLessThanOrEqual(1);
    // Whoever saw the guard of the winner gave way; nobody else can have it.
    expect(winners).toHaveLength(1);
    expect(JSON.parse(await readFile(lockPath, 'utf8')).session).toBe(winners[0]);
    expect(await readdir(folder)).toEqual(['.~a.comp.lock']);
  }
});

test('a lock that is fresh by the clock of the share is never taken', async () => {
  const lockPath = path.join(await folderOfTest(), '.~a.comp.lock');
  for (const text of [JSON.stringify(owner('alive')), '', '{"torn', JSON.stringify({ ...owner('x'), version: 2 })]) {
    await writeFile(lockPath, text);
    expect(await takeLock(lockPath, owner('new'))).toMatchObject({ taken: false });
    expect(await readFile(lockPath, 'utf8')).toBe(text);
  }
});

test('a guard whose maker died is passed once it is as old as a stale lock, and no earlier', async () => {
  const folder = await folderOfTest();
  const lockPath = path.join(folder, '.~a.comp.lock');
  await writeFile(lockPath, JSON.stringify(owner('dead')));
  await makeOld(lockPath);
  // The guard's name is what a taker-over makes of the lock's identity: one is caught in the act.
  const { createHash } = await import('node:crypto');
  const guard = `${lockPath}.over-${createHash('sha256').update('dead').digest('hex').slice(0, 16)}-0`;
  await writeFile(guard, JSON.stringify(owner('died-taking-over')));
  expect(await takeLock(lockPath, owner('new'))).toMatchObject({ taken: false });
  await makeOld(guard);
  expect(await takeLock(lockPath, owner('new'))).toEqual({ taken: true });
});
