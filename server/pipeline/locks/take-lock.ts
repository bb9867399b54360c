import { createHash } from 'node:crypto';
import { rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { LockFile } from '../../protocol/locks.ts';
import { fsyncFolder } from '../files/fsync-folder.ts';
import { createWhole, type FoundLock, isGone, lockText, readLock, writeFlushed } from './lock-file.ts';
import { STALE_SECONDS, shareNow } from './share-clock.ts';

/** Where a try at a lock ended: it is ours, or this stands in the way. */
export type Taking = { readonly taken: true } | { readonly taken: false; readonly found: FoundLock | undefined };

/** So often the try begins anew because a lock came or went meanwhile. */
const MOST_TRIES = 10;

/**
 * Takes a lock: makes it where there is none, takes it over where it is stale. Errors: those of the file system.
 *
 * Taking over is guarded: whoever wants to replace a stale lock first makes a guard file whose name holds that lock's
 * identity, reads the lock again, renames its own over it, and reads once more. A guard of a process that died is
 * itself stale after as long as a lock, and the next guard has the next number.
 */
export async function takeLock(lockPath: string, owner: LockFile, staleSeconds = STALE_SECONDS): Promise<Taking> {
  let found: FoundLock | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (await createWhole(lockPath, lockText(owner), privatePathOf(lockPath, owner))) {
      await fsyncFolder(path.dirname(lockPath));
      return { taken: true };
    }
    found = await readLock(lockPath);
    if (found === undefined) continue;
    if (!(await isStale(lockPath, found, staleSeconds))) break;
    const guard = await makeGuard(lockPath, found, owner, staleSeconds);
    if (guard === undefined) break;
    try {
      const again = await readLock(lockPath);
      if (again?.identity !== found.identity || !(await isStale(lockPath, again, staleSeconds))) continue;
      if (await replaceLock(lockPath, owner)) return { taken: true };
    } finally {
      await unlink(guard).catch(() => undefined);
    }
  }
  return { taken: false, found };
}

/** Seconds since a lock was written, by the share's clock; undefined where that cannot be known. */
export async function ageOf(lockPath: string, found: FoundLock): Promise<number | undefined> {
  const now = await shareNow(path.dirname(lockPath));
  return now === undefined ? undefined : Math.max(0, (now - found.writtenAt) / 1000);
}

async function isStale(file: string, found: FoundLock, staleSeconds: number): Promise<boolean> {
  const age = await ageOf(file, found);
  return age !== undefined && age > staleSeconds;
}

async function replaceLock(lockPath: string, owner: LockFile): Promise<boolean> {
  const own = privatePathOf(lockPath, owner);
  await writeFlushed(own, lockText(owner));
  try {
    await rename(own, lockPath);
  } catch (error) {
    await unlink(own).catch(() => undefined);
    throw error;
  }
  await fsyncFolder(path.dirname(lockPath));
  return (await readLock(lockPath))?.identity === owner.session;
}

/** Makes the guard of a take-over; undefined where somebody else is at it. */
async function makeGuard(
  lockPath: string,
  found: FoundLock,
  owner: LockFile,
  staleSeconds: number,
): Promise<string | undefined> {
  for (let number = 0; number < MOST_TRIES; number += 1) {
    const guard = `${lockPath}.over-${nameOf(found)}-${number}`;
    if (await createWhole(guard, lockText(owner), privatePathOf(lockPath, owner))) return guard;
    const standing = await readLock(guard).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      throw error;
    });
    if (standing === undefined || !(await isStale(guard, standing, staleSeconds))) return undefined;
  }
  return undefined;
}

/** A lock's identity as part of a file name; what a lock file holds is not to be trusted with that. */
function nameOf({ identity }: FoundLock): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}

function privatePathOf(lockPath: string, owner: LockFile): string {
  return `${lockPath}.of-${owner.session}`;
}
