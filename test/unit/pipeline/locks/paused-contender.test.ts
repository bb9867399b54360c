import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { highestFence } from '../../../../server/pipeline/locks/fence.ts';
import { readLock } from '../../../../server/pipeline/locks/lock-file.ts';
import { releaseLock } from '../../../../server/pipeline/locks/release-lock.ts';
import { renewLock } from '../../../../server/pipeline/locks/renew-lock.ts';
import { ShareClock } from '../../../../server/pipeline/locks/share-clock.ts';
import { nodeFiles, type ShareFiles } from '../../../../server/pipeline/locks/share-files.ts';
import { type Over, takeLock } from '../../../../server/pipeline/locks/take-lock.ts';
import { filesWith, lockFolder, lockOf, makeOld } from './lock-folder.ts';

/** What may be there in the end. */
const LEFT = /^(a\.comp|\.~a\.comp\.lock(\.fence-\d+)?)$/;

interface Place {
  readonly lockPath: string;
  readonly files: ShareFiles;
}

async function take({ lockPath, files }: Place, session: string, over: Over = 'stale') {
  const taking = await takeLock(lockPath, lockOf(session), { over, files });
  return taking.taken ? `taken as ${taking.lock.fence}` : `${taking.found?.identity} has it`;
}

const renew = async ({ lockPath, files }: Place, session: string, fence: number) =>
  (await renewLock(lockPath, { ...lockOf(session), fence }, files)) ? 'renewed' : 'lost';

const release = async ({ lockPath, files }: Place, session: string) =>
  (await releaseLock(lockPath, session, files)) ? 'released' : 'lost';

/** One stands still before a call of its own, and others go on meanwhile. */
interface Row {
  readonly name: string;
  /** The lock that stands before, made by `ann` as number 1. */
  readonly stands: 'nothing' | 'fresh' | 'stale';
  readonly does: (place: Place) => Promise<string>;
  readonly pausesBefore: RegExp;
  readonly meanwhile: (place: Place) => Promise<unknown>;
  readonly answers: string;
  /** Whose lock stands then. */
  readonly owner: string | undefined;
}

const byForce = (place: Place) => take(place, 'me', { session: 'ann' });
const releaseAnn = (place: Place) => release(place, 'ann');
const renewAnn = (place: Place) => renew(place, 'ann', 1);
const becomesBobs = async (place: Place) => {
  await release(place, 'ann');
  await take(place, 'bob');
};
const bobTakesOver = async (place: Place) => {
  await makeOld(place.lockPath);
  await take(place, 'bob');
};

const ROWS: readonly Row[] = [
  {
    name: 'a taker before its link, another takes',
    stands: 'nothing',
    does: (place) => take(place, 'me'),
    pausesBefore: /^link /,
    meanwhile: (place) => take(place, 'bob'),
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker over before its rename, the owner lets go and another takes',
    stands: 'stale',
    does: (place) => take(place, 'me'),
    pausesBefore: /^rename .*\.over-me/,
    meanwhile: becomesBobs,
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker over before its rename, another takes over',
    stands: 'stale',
    does: (place) => take(place, 'me'),
    pausesBefore: /^rename .*\.over-me/,
    meanwhile: (place) => take(place, 'bob'),
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker over before its rename, the owner wakes and renews',
    stands: 'stale',
    does: (place) => take(place, 'me'),
    pausesBefore: /^rename .*\.over-me/,
    meanwhile: async (place) => expect(await renewAnn(place)).toBe('renewed'),
    answers: 'ann has it',
    owner: 'ann',
  },
  {
    name: 'a taker over before its rename, the lock is gone',
    stands: 'stale',
    does: (place) => take(place, 'me'),
    pausesBefore: /^rename .*\.over-me/,
    meanwhile: releaseAnn,
    answers: 'taken as 2',
    owner: 'me',
  },
  {
    name: 'a taker over before it reads again, the owner renews',
    stands: 'stale',
    does: (place) => take(place, 'me'),
    pausesBefore: /^close .*\.over-me/,
    meanwhile: renewAnn,
    answers: 'ann has it',
    owner: 'ann',
  },
  {
    name: 'a taker over before its guard, the owner lets go and another takes',
    stands: 'stale',
    does: (place) => take(place, 'me'),
    pausesBefore: /^open-create .*\.over-me/,
    meanwhile: becomesBobs,
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker by force before its rename, the lock has become another',
    stands: 'fresh',
    does: byForce,
    pausesBefore: /^rename .*\.over-me/,
    meanwhile: becomesBobs,
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker by force before it reads, the lock has become another',
    stands: 'fresh',
    does: byForce,
    pausesBefore: /^open-read .*lock$/,
    meanwhile: becomesBobs,
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker before it reads what it put there, it is taken over',
    stands: 'nothing',
    does: (place) => take(place, 'me'),
    pausesBefore: /^unlink .*\.of-me/,
    meanwhile: bobTakesOver,
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker before its number, it is taken over',
    stands: 'nothing',
    does: (place) => take(place, 'me'),
    pausesBefore: /^open-create .*fence-1$/,
    meanwhile: bobTakesOver,
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker before its number, it is taken over, and somebody made that number',
    stands: 'nothing',
    does: (place) => take(place, 'me'),
    pausesBefore: /^open-create .*fence-1$/,
    meanwhile: async (place) => {
      await bobTakesOver(place);
      await writeFile(`${place.lockPath}.fence-1`, '');
    },
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker after its number, it is taken over',
    stands: 'nothing',
    does: (place) => take(place, 'me'),
    pausesBefore: /^close .*fence-1$/,
    meanwhile: bobTakesOver,
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker before it removes lower numbers, it is taken over',
    stands: 'fresh',
    does: byForce,
    pausesBefore: /^unlink .*fence-1$/,
    meanwhile: bobTakesOver,
    answers: 'bob has it',
    owner: 'bob',
  },
  {
    name: 'a taker before its number, somebody made it',
    stands: 'nothing',
    does: (place) => take(place, 'me'),
    pausesBefore: /^open-create .*fence-1$/,
    meanwhile: ({ lockPath }) => writeFile(`${lockPath}.fence-1`, ''),
    answers: 'taken as 2',
    owner: 'me',
  },
  {
    name: 'a taker before it reads what it put there, so long that it is stale',
    stands: 'nothing',
    does: (place) => take(place, 'me'),
    pausesBefore: /^unlink .*\.of-me/,
    meanwhile: ({ lockPath }) => makeOld(lockPath),
    answers: 'taken as 1',
    owner: 'me',
  },
  {
    name: 'an owner before its folder, it is taken over',
    stands: 'fresh',
    does: releaseAnn,
    pausesBefore: /^make-folder /,
    meanwhile: bobTakesOver,
    answers: 'lost',
    owner: 'bob',
  },
  {
    name: 'an owner before its move aside, it is taken over',
    stands: 'fresh',
    does: releaseAnn,
    pausesBefore: /^rename .*\.released-/,
    meanwhile: bobTakesOver,
    answers: 'lost',
    owner: 'bob',
  },
  {
    name: 'an owner before its move aside, the lock is deleted and another takes',
    stands: 'fresh',
    does: releaseAnn,
    pausesBefore: /^rename .*\.released-/,
    meanwhile: async (place) => {
      await rm(place.lockPath);
      await take(place, 'bob');
    },
    answers: 'lost',
    owner: 'bob',
  },
  {
    name: 'an owner before its move aside, a program that knows no numbers takes',
    stands: 'fresh',
    does: releaseAnn,
    pausesBefore: /^rename .*\.released-/,
    meanwhile: ({ lockPath }) => writeFile(lockPath, JSON.stringify(lockOf('fusion'))),
    answers: 'lost',
    owner: 'fusion',
  },
  {
    name: 'an owner before it looks at what it moved, another takes and sweeps',
    stands: 'fresh',
    does: releaseAnn,
    pausesBefore: /^open-read .*\.released-/,
    meanwhile: (place) => take(place, 'bob'),
    answers: 'released',
    owner: 'bob',
  },
  {
    name: 'an owner before it writes its renewal, it is taken over',
    stands: 'fresh',
    does: renewAnn,
    pausesBefore: /^write /,
    meanwhile: bobTakesOver,
    answers: 'lost',
    owner: 'bob',
  },
  {
    name: 'an owner after its renewal, it is taken over by force',
    stands: 'fresh',
    does: renewAnn,
    pausesBefore: /^close /,
    meanwhile: (place) => take(place, 'bob', { session: 'ann' }),
    answers: 'lost',
    owner: 'bob',
  },
];

test.each(ROWS)('$name', async ({ stands, does, pausesBefore, meanwhile, answers, owner }) => {
  const { folder, lockPath } = await lockFolder();
  if (stands !== 'nothing') await take({ lockPath, files: nodeFiles }, 'ann');
  if (stands === 'stale') await makeOld(lockPath);
  let pauses = 0;
  const files = filesWith(nodeFiles, async (call) => {
    if (!pausesBefore.test(call)) return;
    pauses += 1;
    if (pauses === 1) await meanwhile({ lockPath, files: nodeFiles });
  });
  expect(await does({ lockPath, files })).toBe(answers);
  expect(pauses).toBeGreaterThan(0);
  const standing = await readLock(lockPath);
  expect(standing?.identity).toBe(owner);
  // The owner's number is the highest, its lock is not old, and nothing else is left.
  const fence = standing?.owner?.fence;
  if (fence !== undefined) {
    expect(await highestFence(lockPath)).toBe(fence);
    const given = await nodeFiles.stat(`${lockPath}.fence-${fence}`);
    if (stands !== 'stale') expect(given.modifiedAt - (standing?.writtenAt ?? 0)).toBeLessThan(60_000);
  }
  expect((await readdir(folder)).filter((name) => !LEFT.test(name))).toEqual([]);
  expect(await readFile(`${folder}/a.comp`, 'utf8')).toBe('Composition {}');
});

test('a lock that was read before a pause is not judged by the time after it', async () => {
  const { lockPath } = await lockFolder();
  await take({ lockPath, files: nodeFiles }, 'ann');
  let now = (await nodeFiles.stat(lockPath)).modifiedAt;
  // Whoever reads the lock stands still for longer than a lock lives; meanwhile its owner goes on renewing it.
  const files = filesWith(nodeFiles, async (call) => {
    if (!/^close .*\.lock$/.test(call)) return;
    now += 130_000;
    await utimes(lockPath, (now - 1000) / 1000, (now - 1000) / 1000);
  });
  class Clock extends ShareClock {
    override now = async () => now;
  }
  const taking = await takeLock(lockPath, lockOf('me'), { over: 'stale', files, clock: new Clock(files) });
  expect(taking).toMatchObject({ taken: false, found: { identity: 'ann' } });
});
