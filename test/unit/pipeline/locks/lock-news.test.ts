import { rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LockShares } from '../../../../server/pipeline/locks/lock-shares.ts';
import { folderWithComp, machineOf, makeOld } from './lock-rig.ts';

test('who watches a file is told at once what another client of the core does with its lock', async () => {
  const { file } = await folderWithComp();
  const { locks, told } = machineOf('ann');
  expect(await locks.watch([file], 'watcher')).toEqual([{ file, state: 'free' }]);
  await locks.acquire(file, 'one');
  await locks.takeOver(file, 'two');
  await locks.release(file, 'two');
  expect(told.filter((line) => line.startsWith('watcher'))).toEqual([
    'watcher held ann window',
    'watcher held ann window',
    'watcher free',
  ]);
});

test('what others do is told at the next heartbeat, and only what has changed', async () => {
  const { file, lock } = await folderWithComp();
  const [ann, bob] = [machineOf('ann'), machineOf('bob')];
  const beat = async () => {
    const before = ann.told.length;
    await ann.locks.heartbeat();
    return ann.told.slice(before);
  };
  await ann.locks.watch([file], 'w');
  expect(await beat()).toEqual([]);
  await bob.locks.acquire(file, 'one');
  expect(await beat()).toEqual(['w held bob']);
  await bob.locks.heartbeat();
  expect(await beat()).toEqual([]);
  await makeOld(lock);
  expect(await beat()).toEqual(['w stale bob']);
  await bob.locks.heartbeat();
  expect(await beat()).toEqual(['w held bob']);
  await bob.locks.release(file, 'one');
  expect(await beat()).toEqual(['w free']);
});

test('a client is told of what it watches now, of its own locks, and of no others', async () => {
  const { folder, file } = await folderWithComp();
  const { locks, told } = machineOf('ann');
  const [b, c] = [path.join(folder, 'b.comp'), path.join(folder, 'c.comp')];
  await locks.watch([file, b], 'w');
  await locks.watch([b], 'w');
  await locks.acquire(file, 'one');
  await locks.acquire(b, 'one');
  await locks.acquire(c, 'w');
  await locks.watch([], 'w');
  await locks.release(b, 'one');
  await locks.release(c, 'w');
  expect(told.filter((line) => line.startsWith('w'))).toEqual(['w held ann window', 'w mine ann', 'w free']);
});

test('a file on a share that did not answer when it was watched is watched from when the share does', async () => {
  const { file } = await folderWithComp();
  let isThere = false;
  const readMap = async () => {
    if (!isThere) throw new Error('Nobody knows where that is.');
    return () => 'share';
  };
  const { locks, told } = machineOf('ann', { shares: new LockShares({ readMap }) });
  const bob = machineOf('bob').locks;
  await bob.acquire(file, 'one');
  expect(await locks.watch([file], 'w')).toEqual([{ file, state: 'unreachable' }]);
  await locks.heartbeat();
  expect(told).toEqual([]);
  isThere = true;
  await locks.heartbeat();
  await bob.release(file, 'one');
  await locks.heartbeat();
  expect(told).toEqual(['w held bob', 'w free']);
});

test('who watches a lock and holds it is told once', async () => {
  const { file } = await folderWithComp();
  const { locks, told } = machineOf('ann');
  await locks.watch([file], 'one');
  await locks.acquire(file, 'one');
  await locks.heartbeat();
  await locks.release(file, 'one');
  await locks.heartbeat();
  expect(told).toEqual(['one mine ann', 'one free']);
});

test('each client hears of a file by the name that it knows', async () => {
  const { folder, file } = await folderWithComp();
  const link = `${folder}-link`;
  await symlink(folder, link);
  onTestFinished(() => rm(link));
  const { locks } = machineOf('ann');
  const files: string[] = [];
  locks.onChange((client, lock) => files.push(`${client} ${lock.file}`));
  const other = path.join(link, 'a.comp');
  await locks.watch([other], 'w');
  await locks.acquire(file, 'one');
  expect(files.sort()).toEqual([`one ${file}`, `w ${other}`]);
});

test('a client that has gone is told nothing', async () => {
  const { file } = await folderWithComp();
  const { locks, told } = machineOf('ann');
  await locks.watch([file], 'w');
  await locks.acquire(file, 'w');
  await locks.clientEnded('w');
  await locks.heartbeat();
  expect(told).toEqual(['w mine ann']);
});
