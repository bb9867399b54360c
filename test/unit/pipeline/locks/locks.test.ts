import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Locks } from '../../../../server/pipeline/locks/locks.ts';
import { type Lock, lockFileSchema } from '../../../../server/protocol/locks.ts';

async function setUp() {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'compline-locks-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'a.comp');
  await writeFile(file, 'Composition {}');
  const locksOf = (user: string) => {
    const locks = new Locks({ owner: { user, machine: 'ws01', process: 1, application: 'test' } });
    onTestFinished(() => locks.dispose());
    return locks;
  };
  return { folder, file, lock: path.join(folder, '.~a.comp.lock'), locksOf };
}

async function makeOld(file: string): Promise<void> {
  const old = new Date(Date.now() - 600_000);
  await utimes(file, old, old);
}

describe('a lock', () => {
  test('is a complete file beside the locked one, and gone when it is let go', async () => {
    const { folder, file, lock, locksOf } = await setUp();
    const locks = locksOf('ann');
    const told: string[] = [];
    locks.onChange((client, { state }) => told.push(`${client} ${state}`));
    expect(await locks.acquire(file, 'one')).toMatchObject({ file, state: 'mine', owner: { user: 'ann' } });
    expect(lockFileSchema.parse(JSON.parse(await readFile(lock, 'utf8')))).toMatchObject({
      user: 'ann',
      machine: 'ws01',
    });
    expect(await readdir(folder)).toEqual(['.~a.comp.lock', '.~a.comp.lock.fence-1', 'a.comp']);
    expect(await locks.acquire(file, 'one')).toMatchObject({ state: 'mine' });
    expect(locks.heldCount()).toBe(1);
    expect(await locks.release(file, 'one')).toEqual({ file, state: 'free' });
    expect(await readdir(folder)).toEqual(['.~a.comp.lock.fence-1', 'a.comp']);
    expect(locks.heldCount()).toBe(0);
    expect(told).toEqual(['one mine', 'one free']);
  });

  test('belongs to one client: of this process or of another', async () => {
    const { file, locksOf } = await setUp();
    const [ann, bob] = [locksOf('ann'), locksOf('bob')];
    await ann.acquire(file, 'one');
    for (const [locks, client] of [
      [ann, 'two'],
      [bob, 'one'],
    ] as const) {
      await expect(locks.acquire(file, client)).rejects.toMatchObject({
        code: 'locked',
        path: file,
        message: expect.stringContaining('ann'),
        details: { lock: { state: 'held', owner: { user: 'ann' } } },
      });
      expect(await locks.release(file, client)).toMatchObject({ state: 'held' });
      expect(await locks.status([file], client)).toMatchObject([{ state: 'held', owner: { user: 'ann' } }]);
    }
    expect(await ann.status([file], 'one')).toMatchObject([{ state: 'mine' }]);
    await ann.releaseAll('two');
    expect(ann.heldCount()).toBe(1);
    await ann.releaseAll('one');
    expect(await bob.acquire(file, 'one')).toMatchObject({ state: 'mine', owner: { user: 'bob' } });
  });

  test('is one, whatever links lead to the file', async () => {
    const { folder, file, locksOf } = await setUp();
    const link = `${folder}-link`;
    await symlink(folder, link);
    onTestFinished(() => rm(link));
    await locksOf('ann').acquire(file, 'one');
    await expect(locksOf('bob').acquire(path.join(link, 'a.comp'), 'one')).rejects.toMatchObject({ code: 'locked' });
  });

  test('that is stale is taken over, and its owner is told at the next heartbeat', async () => {
    const { file, lock, locksOf } = await setUp();
    const [ann, bob] = [locksOf('ann'), locksOf('bob')];
    const told: Lock[] = [];
    ann.onChange((_client, change) => told.push(change));
    await ann.acquire(file, 'one');
    await makeOld(lock);
    expect(await bob.status([file], 'one')).toMatchObject([{ state: 'stale', owner: { user: 'ann' } }]);
    expect(await bob.acquire(file, 'one')).toMatchObject({ state: 'mine', owner: { user: 'bob' } });
    await ann.heartbeat();
    expect(told.map(({ state, owner }) => `${state} ${owner?.user}`)).toEqual(['mine ann', 'held bob']);
    expect(ann.heldCount()).toBe(0);
    await ann.release(file, 'one');
    expect(await bob.status([file], 'one')).toMatchObject([{ state: 'mine' }]);
  });

  test('is renewed by a heartbeat, its file the same', async () => {
    const { file, lock, locksOf } = await setUp();
    const [ann, bob] = [locksOf('ann'), locksOf('bob')];
    await ann.acquire(file, 'one');
    const before = JSON.parse(await readFile(lock, 'utf8'));
    await makeOld(lock);
    await ann.heartbeat();
    expect(await bob.status([file], 'one')).toMatchObject([{ state: 'held' }]);
    expect(JSON.parse(await readFile(lock, 'utf8'))).toEqual({ ...before, renewed: expect.any(String) });
  });

  test('that somebody deleted is lost', async () => {
    const { file, lock, locksOf } = await setUp();
    const ann = locksOf('ann');
    const told: string[] = [];
    await ann.acquire(file, 'one');
    ann.onChange((_client, { state }) => told.push(state));
    await rm(lock);
    await ann.heartbeat();
    expect(told).toEqual(['free']);
  });

  test.each([
    ['empty', ''],
    ['torn', '{"version":1,"user'],
    ['newer', '{"version":2}'],
  ])('that is %s cannot be read and is not taken while it is fresh', async (name, text) => {
    const { file, lock, locksOf } = await setUp();
    const ann = locksOf('ann');
    await writeFile(lock, text);
    expect(await ann.status([file], 'one')).toMatchObject([{ state: 'unreadable' }]);
    await expect(ann.acquire(file, 'one')).rejects.toMatchObject({ code: 'locked', nextStep: expect.any(String) });
    await makeOld(lock);
    const later = ann.acquire(file, 'one');
    if (name === 'newer') await expect(later).rejects.toMatchObject({ code: 'locked' });
    else expect(await later).toMatchObject({ state: 'mine' });
  });

  test('in a folder that is not there is refused', async () => {
    const { folder, locksOf } = await setUp();
    await expect(locksOf('ann').acquire(path.join(folder, 'no', 'a.comp'), 'one')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('is let go when the locks are disposed of', async () => {
    const { folder, file, locksOf } = await setUp();
    const ann = locksOf('ann');
    await ann.acquire(file, 'one');
    await ann.dispose();
    expect(await readdir(folder)).toEqual(['.~a.comp.lock.fence-1', 'a.comp']);
  });

  test('is taken once by many askers at the same time', async () => {
    const { file, locksOf } = await setUp();
    const ann = locksOf('ann');
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => ann.acquire(file, `client ${at}`)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

test('every lock under a root is found, but not those in published versions', async () => {
  const { folder, file, locksOf } = await setUp();
  const ann = locksOf('ann');
  const deep = path.join(folder, 'x', 'y', '_published');
  await mkdir(path.join(deep, '001_OK'), { recursive: true });
  await ann.acquire(file, 'one');
  await ann.acquire(path.join(deep, 'b.comp'), 'two');
  await writeFile(path.join(deep, '001_OK', '.~c.comp.lock'), '');
  expect(await ann.list(folder, 'one')).toMatchObject([
    { file, state: 'mine' },
    { file: path.join(deep, 'b.comp'), state: 'held' },
  ]);
});
