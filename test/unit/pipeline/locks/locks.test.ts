import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lockFileSchema } from '../../../../server/protocol/locks.ts';
import { folderWithComp, machineOf, makeOld } from './lock-rig.ts';

/** The names in a folder, those of fencing numbers left out. */
const namesIn = async (folder: string) => (await readdir(folder)).filter((name) => !name.includes('.fence-'));

describe('a lock', () => {
  test('is a complete file beside the locked one, and gone when it is let go', async () => {
    const { folder, file, lock } = await folderWithComp();
    const { locks, told } = machineOf('ann');
    expect(await locks.acquire(file, 'one')).toMatchObject({ file, state: 'mine', owner: { user: 'ann', fence: 1 } });
    expect(lockFileSchema.parse(JSON.parse(await readFile(lock, 'utf8')))).toMatchObject({
      user: 'ann',
      machine: 'ws-ann',
    });
    expect(await namesIn(folder)).toEqual(['.~a.comp.lock', 'a.comp']);
    expect(await locks.acquire(file, 'one')).toMatchObject({ state: 'mine' });
    expect(locks.heldCount()).toBe(1);
    expect(await locks.release(file, 'one')).toEqual({ file, state: 'free' });
    expect(await namesIn(folder)).toEqual(['a.comp']);
    expect(locks.heldCount()).toBe(0);
    expect(told).toEqual(['one mine ann', 'one free']);
  });

  test('belongs to one client: of this process or of another', async () => {
    const { file } = await folderWithComp();
    const [ann, bob] = [machineOf('ann').locks, machineOf('bob').locks];
    await ann.acquire(file, 'one');
    for (const [locks, client] of [
      [ann, 'two'],
      [bob, 'one'],
    ] as const) {
      await expect(locks.acquire(file, client)).rejects.toMatchObject({
        code: 'locked',
        path: file,
        nextStep: expect.stringMatching(/take it over/i),
        details: { lock: { state: 'held', owner: { user: 'ann' } } },
      });
      expect(await locks.release(file, client)).toMatchObject({ state: 'held' });
      expect(await locks.status([file], client)).toMatchObject([{ state: 'held', owner: { user: 'ann' } }]);
    }
    expect(await ann.status([file], 'one')).toMatchObject([{ state: 'mine' }]);
    expect(await ann.status([file], 'two')).toMatchObject([{ elsewhere: 'window' }]);
    expect((await bob.status([file], 'one'))[0]?.elsewhere).toBeUndefined();
    await ann.clientEnded('two');
    expect(ann.heldCount()).toBe(1);
    await ann.clientEnded('one');
    expect(await bob.acquire(file, 'one')).toMatchObject({ state: 'mine', owner: { user: 'bob' } });
  });

  test.each([
    ['folder', (folder: string, _file: string) => folder, 'a.comp'],
    ['file', (_folder: string, file: string) => file, ''],
  ])('is one, whatever links lead to the %s', async (_what, target, rest) => {
    const { folder, file } = await folderWithComp();
    const link = `${folder}-link`;
    await symlink(target(folder, file), link);
    onTestFinished(() => rm(link));
    await machineOf('ann').locks.acquire(file, 'one');
    await expect(machineOf('bob').locks.acquire(path.join(link, rest), 'one')).rejects.toMatchObject({
      code: 'locked',
    });
  });

  test.each([
    ['empty', ''],
    ['torn', '{"version":1,"user'],
  ])('that is %s cannot be read, and is taken over when it is stale', async (_name, text) => {
    const { file, lock } = await folderWithComp();
    const { locks } = machineOf('ann');
    await writeFile(lock, text);
    expect(await locks.status([file], 'one')).toMatchObject([{ state: 'unreadable' }]);
    await expect(locks.acquire(file, 'one')).rejects.toMatchObject({ code: 'locked', nextStep: expect.any(String) });
    await expect(locks.takeOver(file, 'one')).rejects.toMatchObject({ code: 'locked' });
    await makeOld(lock);
    await expect(locks.acquire(file, 'one')).rejects.toMatchObject({ code: 'locked' });
    expect(await locks.takeOver(file, 'one')).toMatchObject({ state: 'mine' });
  });

  test('of a newer version does not go stale, and is taken over with a reason alone', async () => {
    const { file, lock } = await folderWithComp();
    const { locks, records } = machineOf('ann');
    await writeFile(lock, '{"version":2,"session":"x"}');
    await makeOld(lock);
    expect(await locks.status([file], 'one')).toMatchObject([{ state: 'unreadable' }]);
    await expect(locks.takeOver(file, 'one')).rejects.toMatchObject({ code: 'locked' });
    expect(await locks.takeOver(file, 'one', { reason: 'They went home.' })).toMatchObject({ state: 'mine' });
    expect(records).toMatchObject([{ forced: true, reason: 'They went home.', from: undefined }]);
  });

  test('in a folder that is not there is refused', async () => {
    const { folder } = await folderWithComp();
    const missing = path.join(folder, 'no', 'a.comp');
    await expect(machineOf('ann').locks.acquire(missing, 'one')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is let go when the locks are disposed of', async () => {
    const { folder, file } = await folderWithComp();
    const { locks } = machineOf('ann');
    await locks.acquire(file, 'one');
    await locks.dispose();
    expect(await namesIn(folder)).toEqual(['a.comp']);
  });

  test('is taken once by many askers at the same time', async () => {
    const { file } = await folderWithComp();
    const { locks } = machineOf('ann');
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => locks.acquire(file, `client ${at}`)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('that is kept stays when its client goes, and anybody here may let it go', async () => {
    const { file } = await folderWithComp();
    const { locks, told } = machineOf('ann');
    await locks.acquire(file, 'one', { keep: true });
    await locks.clientEnded('one');
    expect(locks.heldCount()).toBe(1);
    await expect(locks.acquire(file, 'two', { keep: true })).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining('kept on this machine'),
      details: { lock: { elsewhere: 'kept' } },
    });
    await locks.heartbeat();
    await locks.heartbeat();
    expect(await locks.release(file, 'two')).toEqual({ file, state: 'free' });
    expect(told).toEqual(['one mine ann']);
  });

  test('that comes when its client has gone already is let go', async () => {
    const { folder, file } = await folderWithComp();
    const { locks, told } = machineOf('ann');
    const kept = path.join(folder, 'b.comp');
    const all = [locks.acquire(file, 'one'), locks.acquire(kept, 'one', { keep: true }), locks.watch([file], 'one')];
    await locks.clientEnded('one');
    await Promise.all(all);
    expect((await locks.list(folder, 'x')).map((lock) => lock.file)).toEqual([kept]);
    const before = told.length;
    await locks.acquire(file, 'two');
    expect(told.slice(before)).toEqual(['two mine ann']);
  });

  test('all are let go at once', async () => {
    const { folder, file } = await folderWithComp();
    const { locks, told } = machineOf('ann');
    const other = path.join(folder, 'b.comp');
    await locks.acquire(file, 'one');
    await locks.acquire(other, 'two', { keep: true });
    expect((await locks.releaseEvery()).sort()).toEqual([file, other]);
    expect(told.slice(0, 2)).toEqual(['one mine ann', 'two mine ann']);
    expect(told.slice(2).sort()).toEqual(['one free', 'two free']);
    expect(locks.heldCount()).toBe(0);
  });
});

describe('a take-over', () => {
  test('of a stale lock needs to be asked for; its owner is told at the next heartbeat', async () => {
    const { file, lock } = await folderWithComp();
    const [ann, bob] = [machineOf('ann'), machineOf('bob')];
    await ann.locks.acquire(file, 'one');
    await makeOld(lock);
    expect(await bob.locks.status([file], 'one')).toMatchObject([{ state: 'stale', owner: { user: 'ann' } }]);
    await expect(bob.locks.acquire(file, 'one')).rejects.toMatchObject({
      code: 'locked',
      nextStep: expect.stringContaining('Take it over'),
      details: { lock: { state: 'stale' } },
    });
    expect(await bob.locks.takeOver(file, 'one')).toMatchObject({ state: 'mine', owner: { user: 'bob', fence: 2 } });
    expect(bob.records).toMatchObject([{ forced: false, from: { user: 'ann' }, lock: { user: 'bob' } }]);
    await ann.locks.heartbeat();
    expect(ann.told).toEqual(['one mine ann', 'one held bob']);
    expect(ann.locks.heldCount()).toBe(0);
    await ann.locks.release(file, 'one');
    expect(await bob.locks.status([file], 'one')).toMatchObject([{ state: 'mine' }]);
  });

  test('happens by itself where the same user left the lock, and is on record', async () => {
    const { file, lock } = await folderWithComp();
    const [before, after] = [machineOf('ann'), machineOf('ann')];
    await before.locks.acquire(file, 'one');
    await expect(after.locks.acquire(file, 'one')).rejects.toMatchObject({ code: 'locked' });
    await makeOld(lock);
    expect(await after.locks.acquire(file, 'one')).toMatchObject({ state: 'mine' });
    expect(after.records).toMatchObject([{ forced: false, from: { user: 'ann' } }]);
  });

  test('of a lock that is alive needs a reason', async () => {
    const { file } = await folderWithComp();
    const [ann, bob] = [machineOf('ann'), machineOf('bob')];
    await ann.locks.acquire(file, 'one');
    for (const reason of [undefined, '', '  ']) {
      await expect(bob.locks.takeOver(file, 'one', { reason })).rejects.toMatchObject({ code: 'locked' });
    }
    expect(bob.records).toEqual([]);
    expect(await bob.locks.takeOver(file, 'one', { reason: ' Ann is ill. ' })).toMatchObject({ state: 'mine' });
    expect(bob.records).toMatchObject([{ forced: true, reason: 'Ann is ill.', from: { user: 'ann' } }]);
    await ann.locks.heartbeat();
    expect(ann.told.at(-1)).toBe('one held bob');
  });

  test('between two clients of one core needs none, and the former one is told at once', async () => {
    const { file } = await folderWithComp();
    const { locks, told, records } = machineOf('ann');
    const { owner: before } = await locks.acquire(file, 'one');
    const { owner: after } = await locks.takeOver(file, 'two');
    expect(told).toEqual(['one mine ann', 'one held ann window', 'two mine ann']);
    expect(records).toMatchObject([{ forced: false, from: { session: before?.session } }]);
    expect(after?.session).not.toBe(before?.session);
    await locks.clientEnded('one');
    expect(await locks.status([file], 'two')).toMatchObject([{ state: 'mine' }]);
  });

  test('of what nobody has is a lock like any other', async () => {
    const { file } = await folderWithComp();
    const { locks, records } = machineOf('ann');
    expect(await locks.takeOver(file, 'one')).toMatchObject({ state: 'mine' });
    expect(await locks.takeOver(file, 'one')).toMatchObject({ state: 'mine' });
    expect(records).toEqual([]);
  });
});

describe('a heartbeat', () => {
  test('renews a lock, its file the same', async () => {
    const { file, lock } = await folderWithComp();
    const [ann, bob] = [machineOf('ann').locks, machineOf('bob').locks];
    await ann.acquire(file, 'one');
    const before = JSON.parse(await readFile(lock, 'utf8'));
    await makeOld(lock);
    await ann.heartbeat();
    expect(await bob.status([file], 'one')).toMatchObject([{ state: 'held' }]);
    expect(JSON.parse(await readFile(lock, 'utf8'))).toEqual({ ...before, renewed: expect.any(String) });
  });

  test('takes a lock again that somebody deleted', async () => {
    const { file, lock } = await folderWithComp();
    const { locks, told } = machineOf('ann');
    await locks.acquire(file, 'one');
    await rm(lock);
    await locks.heartbeat();
    expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ user: 'ann', fence: 2 });
    expect(told).toEqual(['one mine ann', 'one mine ann']);
    expect(await locks.fenceOf(file, 'one')).toBe(2);
  });

  test('tells a lock as lost that somebody else had since, and let go', async () => {
    const { file, lock } = await folderWithComp();
    const [ann, bob] = [machineOf('ann'), machineOf('bob')];
    await ann.locks.acquire(file, 'one');
    await rm(lock);
    await bob.locks.acquire(file, 'one');
    await bob.locks.release(file, 'one');
    await ann.locks.heartbeat();
    expect(ann.told.at(-1)).toBe('one free');
    expect(ann.locks.heldCount()).toBe(0);
  });

  test('tells a lock whose folder is gone as out of reach, and as held again when it is back', async () => {
    const { folder, file } = await folderWithComp();
    const { locks, told } = machineOf('ann');
    await locks.acquire(file, 'one');
    await rename(folder, `${folder}-away`);
    await locks.heartbeat();
    await locks.heartbeat();
    expect(await locks.status([file], 'one')).toMatchObject([{ state: 'unreachable' }]);
    await rename(`${folder}-away`, folder);
    await locks.heartbeat();
    expect(told).toEqual(['one mine ann', 'one unreachable ann', 'one mine ann']);
  });
});

test('a lock whose folder is away is let go when the folder is back', async () => {
  const { folder, file } = await folderWithComp();
  const { locks } = machineOf('ann');
  await locks.acquire(file, 'one');
  await rename(folder, `${folder}-away`);
  await locks.release(file, 'one');
  expect(locks.heldCount()).toBe(0);
  await locks.heartbeat();
  await rename(`${folder}-away`, folder);
  await locks.heartbeat();
  expect(await namesIn(folder)).toEqual(['a.comp']);
});

test('that a root cannot be read is told, and is not taken for one without locks', async () => {
  const { folder, file } = await folderWithComp();
  const { locks } = machineOf('ann');
  await expect(locks.list(path.join(folder, 'none'), 'one')).rejects.toMatchObject({ code: 'not-found' });
  await expect(locks.list(file, 'one')).rejects.toMatchObject({ code: 'not-found' });
});

test('every lock under a root is found, but not those in published versions', async () => {
  const { folder, file } = await folderWithComp();
  const { locks } = machineOf('ann');
  const deep = path.join(folder, 'x', 'y', '_published');
  await mkdir(path.join(deep, '001_OK'), { recursive: true });
  await locks.acquire(file, 'one');
  await locks.acquire(path.join(deep, 'b.comp'), 'two');
  await writeFile(path.join(deep, '001_OK', '.~c.comp.lock'), '');
  expect(await locks.list(folder, 'one')).toMatchObject([
    { file, state: 'mine' },
    { file: path.join(deep, 'b.comp'), state: 'held' },
  ]);
});
