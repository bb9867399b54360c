import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { systemCode } from '../files/file-error.ts';
import { assertThere } from './assert-there.ts';
import { isGone, isMissing, readLock } from './lock-file.ts';
import { nodeFiles, type ShareFiles } from './share-files.ts';

/**
 * Lets a lock go, if it is still the one of this session. Answers false where it was not ours. Errors: those of the
 * system, as where the share is not there (`assertThere`).
 *
 * A folder is made, the lock is read again, and moved into that folder. Whoever takes the lock meanwhile removes the
 * folder, so that the move of a releaser that slept through it fails. What was moved is read once more there: a lock
 * of a program that does not do so is put back.
 */
export async function releaseLock(lockPath: string, session: string, files: ShareFiles = nodeFiles): Promise<boolean> {
  const found = await readLock(lockPath, files);
  if (found === undefined) await assertThere(lockPath, files);
  if (found?.identity !== session) return false;
  // Not longer than the names that taking needs: a lock that can be taken can be let go.
  const folder = `${lockPath}.released-${randomUUID().slice(0, 18)}`;
  const aside = path.join(folder, 'lock');
  try {
    await makeFolder(folder, files);
    if ((await readLock(lockPath, files))?.identity !== session) return false;
    if (!(await moveAside(lockPath, aside, files))) return false;
    const moved = await readLock(aside, files);
    const isOurs = moved === undefined || moved.identity === session;
    // With a number it is of somebody who has not made sure of it yet, and tries again. Linking fails where the name is
    // taken by now: then its owner's next renewal tells that it was lost.
    if (!isOurs && moved.owner?.fence === undefined) await files.link(aside, lockPath).catch(() => undefined);
    await files.unlink(aside).catch(ignoreGone);
    return isOurs;
  } finally {
    await files.removeFolder(folder).catch(() => undefined);
    await files.flushFolder(path.dirname(lockPath)).catch(() => undefined);
  }
}

async function makeFolder(folder: string, files: ShareFiles): Promise<void> {
  try {
    await files.makeFolder(folder);
  } catch (error) {
    // The name is ours alone: it was made, and the answer got lost.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** Answers false where the lock or the folder is gone. */
async function moveAside(lockPath: string, aside: string, files: ShareFiles): Promise<boolean> {
  try {
    await files.rename(lockPath, aside);
    return true;
  } catch (error) {
    // The answer to a move that was made can get lost; what is in the folder tells.
    if ((await readLock(aside, files)) !== undefined) return true;
    if (isGone(error)) return false;
    throw error;
  }
}

function ignoreGone(error: unknown): void {
  if (!isMissing(error)) throw error;
}
