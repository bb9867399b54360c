import { mkdir, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { LockShares } from '../../../../server/pipeline/locks/lock-shares.ts';
import { eventually } from '../../eventually.ts';
import { folderWithComp, machineOf, TroubledShares } from './lock-rig.ts';

/** Two shares with files on them, and a core whose files can be troubled. */
async function twoShares() {
  const { folder } = await folderWithComp();
  const trouble = new TroubledShares();
  const [near, far] = [path.join(folder, 'near'), path.join(folder, 'far')];
  for (const share of [near, far]) await mkdir(share);
  const machine = machineOf('ann', { shares: trouble.shares() });
  return { ...machine, trouble, near, far, nearFile: path.join(near, 'n.comp'), farFile: path.join(far, 'f.comp') };
}

describe('a share that hangs', () => {
  test('is told within the beat, holds up nothing else, and goes on when it answers', async () => {
    const { locks, told, trouble, far, nearFile, farFile } = await twoShares();
    await locks.acquire(nearFile, 'near');
    await locks.acquire(farFile, 'far');
    trouble.hang(far);
    await locks.heartbeat();
    await locks.heartbeat();
    expect(told).toEqual(['near mine ann', 'far mine ann', 'far unreachable ann']);
    expect(await locks.acquire(nearFile, 'near')).toMatchObject({ state: 'mine' });
    expect(await locks.status([farFile, nearFile], 'far')).toMatchObject([{ state: 'unreachable' }, { state: 'held' }]);
    await expect(locks.acquire(path.join(far, 'x.comp'), 'x')).rejects.toMatchObject({ code: 'share-unreachable' });
    trouble.answer();
    await locks.heartbeat();
    expect(told.at(-1)).toBe('far mine ann');
    // What was begun while it hung, and nobody waited for, is undone.
    await eventually(async () => {
      const names = await readdir(far);
      return names.includes('.~x.comp.lock.fence-1') && !names.includes('.~x.comp.lock');
    }, 'the end of the late lock');
  });

  test('costs a few calls however many locks are on it', async () => {
    const { locks, told, trouble, far, nearFile } = await twoShares();
    await locks.acquire(nearFile, 'near');
    await Promise.all(Array.from({ length: 100 }, (_, at) => locks.acquire(path.join(far, `${at}.comp`), 'far')));
    trouble.hang(far);
    const before = trouble.calls;
    await locks.heartbeat();
    await locks.heartbeat();
    const near = 2 * callsOfABeat;
    expect(trouble.calls - before - near).toBeLessThanOrEqual(8);
    expect(told.filter((line) => line === 'far unreachable ann')).toHaveLength(100);
    trouble.answer();
  });

  test('and on which a lock is let go removes it when it answers', async () => {
    const { locks, trouble, far, farFile } = await twoShares();
    await locks.acquire(farFile, 'far');
    trouble.fail(far);
    expect(await locks.release(farFile, 'far')).toMatchObject({ state: 'unreachable' });
    expect(locks.heldCount()).toBe(0);
    trouble.answer();
    expect(await readdir(far)).toContain('.~f.comp.lock');
    await locks.heartbeat();
    expect(await readdir(far)).not.toContain('.~f.comp.lock');
  });

  test('and comes back with the lock of somebody else has lost it', async () => {
    const { locks, told, trouble, far, farFile } = await twoShares();
    await locks.acquire(farFile, 'far');
    trouble.fail(far);
    await locks.heartbeat();
    await machineOf('bob').locks.takeOver(farFile, 'x', { reason: 'They are offline.' });
    trouble.answer();
    await locks.heartbeat();
    expect(told.slice(1)).toEqual(['far unreachable ann', 'far held bob']);
  });

  test('or a folder that cannot be written any more, does not keep the lock of a client that has gone alive', async () => {
    const { locks, trouble, far, farFile } = await twoShares();
    await locks.acquire(farFile, 'far');
    trouble.fail(far, 'EACCES');
    await expect(locks.release(farFile, 'far')).rejects.toMatchObject({ code: 'no-permission' });
    expect(locks.heldCount()).toBe(1);
    await locks.clientEnded('far');
    expect(locks.heldCount()).toBe(0);
    trouble.answer();
  });

  test('does not keep the end of a client, or of the core, waiting', async () => {
    const { locks, trouble, far, farFile } = await twoShares();
    await locks.acquire(farFile, 'far');
    trouble.hang(far);
    await locks.clientEnded('far');
    expect(locks.heldCount()).toBe(0);
    await locks.dispose();
    trouble.answer();
  });
});

test('a share that is not mounted any more does not look like a lock that was let go', async () => {
  const { folder } = await folderWithComp();
  const mounted = path.join(folder, 'share');
  await mkdir(mounted);
  const trouble = new TroubledShares();
  let name = 'share';
  const shares = new LockShares({ files: trouble.files, readMap: async () => () => name });
  const { locks, told } = machineOf('ann', { shares });
  const file = path.join(mounted, 'a.comp');
  await locks.acquire(file, 'one');
  await rename(mounted, `${mounted}-away`);
  await mkdir(mounted);
  name = 'disk';
  await locks.heartbeat();
  await rename(mounted, `${mounted}-empty`);
  await rename(`${mounted}-away`, mounted);
  name = 'share';
  await locks.heartbeat();
  expect(told).toEqual(['one mine ann', 'one unreachable ann', 'one mine ann']);
});

/** Calls of the system that the renewal of one lock is. */
const callsOfABeat = 12;

test.each([1, 10, 100])('a beat of %i locks is so many renewals and no more', async (count) => {
  const { folder } = await folderWithComp();
  const trouble = new TroubledShares();
  const { locks } = machineOf('ann', { shares: trouble.shares() });
  await Promise.all(Array.from({ length: count }, (_, at) => locks.acquire(path.join(folder, `${at}.comp`), 'one')));
  const before = trouble.calls;
  await locks.heartbeat();
  expect(trouble.calls - before).toBe(count * callsOfABeat);
});

test('two beats at the same time are one', async () => {
  const { folder } = await folderWithComp();
  const trouble = new TroubledShares();
  const { locks } = machineOf('ann', { shares: trouble.shares() });
  await locks.acquire(path.join(folder, 'a.comp'), 'one');
  const before = trouble.calls;
  await Promise.all([locks.heartbeat(), locks.heartbeat()]);
  expect(trouble.calls - before).toBe(callsOfABeat);
});
