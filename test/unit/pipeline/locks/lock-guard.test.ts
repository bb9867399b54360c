import { rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { folderWithComp, machineOf, makeOld } from './lock-rig.ts';

test('who holds a lock may save with its number; where nobody does there is none', async () => {
  const { file } = await folderWithComp();
  const { locks } = machineOf('ann');
  expect(await locks.fenceOf(file, 'one')).toBeUndefined();
  await locks.acquire(file, 'one');
  expect(await locks.fenceOf(file, 'one')).toBe(1);
  await locks.release(file, 'one');
  expect(await locks.fenceOf(file, 'one')).toBeUndefined();
  await locks.acquire(file, 'two');
  expect(await locks.fenceOf(file, 'two')).toBe(2);
});

test('a lock of somebody else is told, alive or stale, here or elsewhere', async () => {
  const { file, lock } = await folderWithComp();
  const [ann, bob] = [machineOf('ann').locks, machineOf('bob').locks];
  await ann.acquire(file, 'one');
  await expect(ann.fenceOf(file, 'two')).rejects.toMatchObject({
    code: 'locked',
    details: { lock: { elsewhere: 'window' } },
  });
  await expect(bob.fenceOf(file, 'x')).rejects.toMatchObject({ code: 'locked', details: { lock: { state: 'held' } } });
  await makeOld(lock);
  await expect(bob.fenceOf(file, 'x')).rejects.toMatchObject({ code: 'locked', details: { lock: { state: 'stale' } } });
});

test('a kept lock serves every client of the core', async () => {
  const { file } = await folderWithComp();
  const { locks } = machineOf('ann');
  await locks.acquire(file, 'one', { keep: true });
  await locks.clientEnded('one');
  expect(await locks.fenceOf(file, 'two')).toBe(1);
});

test('a loss is found out before any heartbeat, and is known until the client lets go', async () => {
  const { file } = await folderWithComp();
  const [ann, bob] = [machineOf('ann').locks, machineOf('bob').locks];
  const lost = { code: 'lock-lost', details: { lock: { state: 'held', owner: { user: 'bob' } } } };
  await ann.acquire(file, 'one');
  await bob.takeOver(file, 'x', { reason: 'Now.' });
  await expect(ann.fenceOf(file, 'one')).rejects.toMatchObject(lost);
  await ann.heartbeat();
  await expect(ann.fenceOf(file, 'one')).rejects.toMatchObject(lost);
  await expect(ann.fenceOf(file, 'two')).rejects.toMatchObject({ code: 'locked' });
  await bob.release(file, 'x');
  await expect(ann.fenceOf(file, 'one')).rejects.toMatchObject({ code: 'lock-lost' });
  await ann.release(file, 'one');
  expect(await ann.fenceOf(file, 'one')).toBeUndefined();
});

test('a lock that stands, though somebody had one since, is lost', async () => {
  const { file, lock } = await folderWithComp();
  const { locks } = machineOf('ann');
  await locks.acquire(file, 'one');
  await writeFile(`${lock}.fence-2`, '{}');
  await expect(locks.fenceOf(file, 'one')).rejects.toMatchObject({ code: 'lock-lost' });
});

test('a lock that was deleted is no right to save, until the heartbeat has taken it again', async () => {
  const { file, lock } = await folderWithComp();
  const { locks } = machineOf('ann');
  await locks.acquire(file, 'one');
  await rm(lock);
  await expect(locks.fenceOf(file, 'one')).rejects.toMatchObject({ code: 'lock-lost' });
  await locks.heartbeat();
  expect(await locks.fenceOf(file, 'one')).toBe(2);
});

test('who was taken over by another window of the same core has lost its lock', async () => {
  const { file } = await folderWithComp();
  const { locks } = machineOf('ann');
  await locks.acquire(file, 'one');
  await locks.takeOver(file, 'two');
  await expect(locks.fenceOf(file, 'one')).rejects.toMatchObject({ code: 'lock-lost' });
  expect(await locks.fenceOf(file, 'two')).toBe(2);
});
