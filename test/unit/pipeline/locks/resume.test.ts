import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.ts';
import { folderWithComp, machineOf, makeOld } from './lock-rig.ts';

const owner = (user: string, id: number) => ({ user, machine: 'ws01', process: id, application: 'test' });
const sessionOf = async (lock: string) => JSON.parse(await readFile(lock, 'utf8')).session;

/** A core that has died while a client held a lock, and the next core of its state folder, which has not begun yet. */
async function afterDeath({ keep = false } = {}) {
  const { file, lock } = await folderWithComp();
  const stateFolder = await temporaryFolder();
  const dead = machineOf('ann', { stateFolder, owner: owner('ann', 1) });
  const held = await dead.locks.acquire(file, 'window', { keep });
  const next = machineOf('ann', { stateFolder, owner: owner('ann', 2) });
  return { file, lock, stateFolder, next, session: held.owner?.session ?? '' };
}

describe('after a core has died', () => {
  test('the next one renews its locks at once, and its client goes on with the same session', async () => {
    const { file, lock, next, session } = await afterDeath();
    await makeOld(lock);
    await next.locks.restore();
    expect(next.locks.heldCount()).toBe(1);
    await next.locks.heartbeat();
    expect(await machineOf('bob').locks.status([file], 'x')).toMatchObject([{ state: 'held', owner: { process: 2 } }]);
    await expect(next.locks.acquire(file, 'other')).rejects.toMatchObject({ code: 'locked' });
    expect(await next.locks.acquire(file, 'window', { resume: session })).toMatchObject({
      state: 'mine',
      owner: { session, process: 2, fence: 1 },
    });
    await next.locks.heartbeat();
    await next.locks.heartbeat();
    expect(await next.locks.status([file], 'window')).toMatchObject([{ state: 'mine' }]);
    await next.locks.clientEnded('window');
    expect(next.locks.heldCount()).toBe(0);
  });

  test('a lock that nobody claims is let go one beat later', async () => {
    const { file, next, session } = await afterDeath();
    await next.locks.restore();
    await next.locks.heartbeat();
    expect(next.locks.heldCount()).toBe(1);
    await next.locks.heartbeat();
    expect(next.locks.heldCount()).toBe(0);
    expect(await next.locks.status([file], 'x')).toMatchObject([{ state: 'free' }]);
    // Who comes later gets it all the same, as long as nobody else had it.
    expect(await next.locks.acquire(file, 'window', { resume: session })).toMatchObject({ state: 'mine' });
  });

  test('a kept lock goes on without a client', async () => {
    const { file, next } = await afterDeath({ keep: true });
    await next.locks.restore();
    for (let beats = 0; beats < 3; beats += 1) await next.locks.heartbeat();
    expect(await next.locks.status([file], 'x')).toMatchObject([{ state: 'held', elsewhere: 'kept' }]);
    expect(await next.locks.release(file, 'x')).toMatchObject({ state: 'free' });
  });

  test('a lock that somebody has taken over meanwhile is lost', async () => {
    const { file, lock, next, session } = await afterDeath();
    await makeOld(lock);
    await machineOf('bob').locks.takeOver(file, 'x');
    await next.locks.restore();
    await expect(next.locks.acquire(file, 'window', { resume: session })).rejects.toMatchObject({
      code: 'locked',
      details: { lock: { state: 'held', owner: { user: 'bob' } } },
    });
    await next.locks.heartbeat();
    expect(next.locks.heldCount()).toBe(0);
  });

  test('a lock that somebody has had meanwhile is lost, though it is free', async () => {
    const { file, lock, next, session } = await afterDeath();
    const bob = machineOf('bob').locks;
    await makeOld(lock);
    await bob.takeOver(file, 'x');
    await bob.release(file, 'x');
    await next.locks.restore();
    await expect(next.locks.acquire(file, 'window', { resume: session })).rejects.toMatchObject({ code: 'lock-lost' });
  });

  test('a lock is gone on with though the state folder knows nothing of it', async () => {
    const { file, lock, next, session, stateFolder } = await afterDeath();
    await rm(path.join(stateFolder, 'locks.json'));
    await next.locks.restore();
    expect(next.locks.heldCount()).toBe(0);
    expect(await next.locks.acquire(file, 'window', { resume: session })).toMatchObject({ state: 'mine' });
    expect(await sessionOf(lock)).toBe(session);
  });

  test('a lock that was deleted meanwhile is taken again before its client comes, and is its all the same', async () => {
    const { file, lock, next, session } = await afterDeath();
    await rm(lock);
    await next.locks.restore();
    await next.locks.heartbeat();
    expect(await sessionOf(lock)).not.toBe(session);
    expect(await next.locks.acquire(file, 'window', { resume: session })).toMatchObject({
      state: 'mine',
      owner: { fence: 2 },
    });
  });

  test('nobody goes on with the session of another user', async () => {
    const { file, session } = await afterDeath();
    await expect(machineOf('bob').locks.acquire(file, 'x', { resume: session })).rejects.toMatchObject({
      code: 'locked',
    });
  });

  test.each(['', '{"version":1,"locks":[{"file":1}]}', '{"version":2}', 'torn {'])(
    'a file of held locks that holds %j is told and passed by',
    async (text) => {
      const { stateFolder, next } = await afterDeath();
      await writeFile(path.join(stateFolder, 'locks.json'), text);
      await next.locks.restore();
      expect(next.locks.heldCount()).toBe(0);
      expect(next.errors).toHaveLength(1);
    },
  );
});

test('a core that ends well lets locks go, and leaves kept ones to the next', async () => {
  const { folder, file } = await folderWithComp();
  const stateFolder = await temporaryFolder();
  const first = machineOf('ann', { stateFolder });
  await first.locks.acquire(file, 'one', { keep: true });
  await first.locks.acquire(path.join(folder, 'b.comp'), 'one');
  await first.locks.dispose();
  const next = machineOf('ann', { stateFolder });
  await next.locks.restore();
  await next.locks.heartbeat();
  expect((await next.locks.list(folder, 'x')).map((lock) => [lock.file, lock.elsewhere])).toEqual([[file, 'kept']]);
});

test('a client that comes back before its end was noticed goes on with its lock', async () => {
  const { file } = await folderWithComp();
  const { locks, told } = machineOf('ann');
  const { owner: taken } = await locks.acquire(file, 'before');
  const resumed = await locks.acquire(file, 'after', { resume: taken?.session });
  expect(resumed).toMatchObject({ state: 'mine', owner: { session: taken?.session } });
  await locks.clientEnded('before');
  expect(locks.heldCount()).toBe(1);
  expect(told).toEqual(['before mine ann', 'before held ann window', 'after mine ann']);
});

test('what is held is written when it changes, and not when it is renewed', async () => {
  const { folder, file } = await folderWithComp();
  const stateFolder = await temporaryFolder();
  const { locks } = machineOf('ann', { stateFolder });
  const stored = path.join(stateFolder, 'locks.json');
  await Promise.all(Array.from({ length: 50 }, (_, at) => locks.acquire(path.join(folder, `${at}.comp`), 'one')));
  expect(JSON.parse(await readFile(stored, 'utf8')).locks).toHaveLength(50);
  await rm(stored);
  await locks.heartbeat();
  await expect(readFile(stored)).rejects.toMatchObject({ code: 'ENOENT' });
  await locks.acquire(file, 'one');
  expect(JSON.parse(await readFile(stored, 'utf8')).locks).toHaveLength(51);
});
