import path from 'node:path';
import type { LockFile } from '../../protocol/locks.ts';
import { assertThere } from './assert-there.ts';
import { endOthers } from './end-others.ts';
import { isGone, lockText, readHandle, readLock } from './lock-file.ts';
import { STALE_SECONDS } from './share-clock.ts';
import { nodeFiles, type ShareFiles } from './share-files.ts';

/** A renewal that comes so late, by the share's clock, may meet somebody who takes the lock over; milliseconds. */
export const LATE = (STALE_SECONDS * 1000) / 2;

/**
 * Writes a lock anew, with a new time of renewal, or a new process that goes on with it, if it is still the one of this
 * session. Answers false where it is not ours any more. Errors: those of the system where the share does not answer;
 * `ESTALE` where the folder is not the one that the lock was in, as that under a share that is not mounted.
 */
export async function renewLock(lockPath: string, lock: LockFile, files: ShareFiles = nodeFiles): Promise<boolean> {
  const times = await rewriteLock(lockPath, lock, files);
  if (times !== undefined && times.after - times.before > LATE) {
    await endOthers(lockPath, lock.session, await files.list(path.dirname(lockPath)), files);
  }
  const found = await readLock(lockPath, files);
  if (found === undefined) await assertThere(lockPath, files);
  return found?.identity === lock.session && times !== undefined;
}

/**
 * Writes a lock in place through one handle, its length staying the same, if it is the one of this session: should
 * another session take the name over in that very moment, the write goes to a file that has no name any more. Answers
 * when it was written before and is now, milliseconds since 1970 by the share's clock; undefined where it is not ours.
 */
async function rewriteLock(
  lockPath: string,
  lock: LockFile,
  files: ShareFiles,
): Promise<{ readonly before: number; readonly after: number } | undefined> {
  try {
    const handle = await files.open(lockPath, 'change');
    try {
      const { found, size } = await readHandle(handle);
      if (found.identity !== lock.session) return undefined;
      await handle.write(lockText(lock, size));
      await handle.flush();
      return { before: found.writtenAt, after: (await handle.stat()).modifiedAt };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isGone(error)) return undefined;
    // What we may not write to, or is no file, is mostly somebody else's.
    if ((await readLock(lockPath, files))?.identity !== lock.session) return undefined;
    throw error;
  }
}
