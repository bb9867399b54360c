import path from 'node:path';
import type { LockFile } from '../../protocol/locks.ts';
import { endOthers } from './end-others.ts';
import { fencesIn, highestOf, removeLowerFences, reserveFence, returnFence } from './fence.ts';
import { readLock } from './lock-file.ts';
import { LATE, renewLock } from './renew-lock.ts';
import type { ShareClock } from './share-clock.ts';
import type { ShareFiles } from './share-files.ts';
import { sweepLeftovers } from './sweep-leftovers.ts';

/**
 * Makes sure of a lock that was just put in its place: guards and releases of others that were about to change that
 * place are ended, the lock is read again, and it gets its fencing number. Undefined where it is not ours any more.
 *
 * Whoever wants to replace or remove a lock first makes a file or folder by which that is done, and reads the lock
 * after that. So here either that file is seen, and removed, or its owner has seen this lock.
 */
export async function settleLock(
  lockPath: string,
  lock: LockFile,
  { files, clock, leastFence }: { readonly files: ShareFiles; readonly clock: ShareClock; readonly leastFence: number },
): Promise<LockFile | undefined> {
  const folder = path.dirname(lockPath);
  const names = await files.list(folder);
  await endOthers(lockPath, lock.session, names, files);
  const found = await readLock(lockPath, files);
  if (found?.identity !== lock.session) return undefined;
  const least = Math.max(leastFence, highestOf(fencesIn(names, lockPath)) + 1);
  const { fence, at } = await reserveFence(lockPath, lock, { least, files });
  const settled = { ...lock, fence };
  await files.flushFolder(folder);
  // A process that stood still since it wrote its lock may have got one that is nearly stale.
  const isReady = fence === found.owner?.fence && at - found.writtenAt < LATE;
  const isOurs = isReady
    ? (await readLock(lockPath, files))?.identity === lock.session
    : await renewLock(lockPath, settled, files);
  if (!isOurs) {
    // Whoever took over has a lower number, and would be told that it is not the highest.
    await returnFence(lockPath, fence, files);
    return undefined;
  }
  await removeLowerFences(lockPath, fence, names, files);
  await sweepLeftovers(lockPath, names, { files, clock });
  // Read last of all: whoever stood still meanwhile is not told that it has what another was told to have.
  return (await readLock(lockPath, files))?.identity === lock.session ? settled : undefined;
}
