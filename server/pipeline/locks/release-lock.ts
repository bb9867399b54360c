import { link, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fsyncFolder } from '../files/fsync-folder.ts';
import { isGone, readLock } from './lock-file.ts';

/**
 * Lets a lock go, if it is still the one of this session: it is moved aside, read once more there, and put back where
 * it turns out to be somebody else's. Answers false where it was not ours.
 */
export async function releaseLock(lockPath: string, session: string): Promise<boolean> {
  if ((await readLock(lockPath))?.identity !== session) return false;
  const aside = `${lockPath}.released-${session}`;
  try {
    await rename(lockPath, aside);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
  const isOurs = (await readLock(aside))?.identity === session;
  // Linking fails where the name is taken by now: then its new owner's next heartbeat tells that a lock was lost.
  if (!isOurs) await link(aside, lockPath).catch(() => undefined);
  await unlink(aside);
  await fsyncFolder(path.dirname(lockPath));
  return isOurs;
}
