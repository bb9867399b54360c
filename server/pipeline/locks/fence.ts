import path from 'node:path';
import type { LockFile } from '../../protocol/locks.ts';
import { createExclusive } from './create-whole.ts';
import { lockText, readLock } from './lock-file.ts';
import { nodeFiles, type ShareFiles } from './share-files.ts';

/** Beyond this numbers are somebody's nonsense; a lock taken every second needs a hundred million years to get there. */
const HIGHEST = 2 ** 52;

/**
 * The highest fencing number that was given out for a lock; 0 where none was. Errors: those of the system, as for a
 * folder that is not there.
 */
export async function highestFence(lockPath: string, files: ShareFiles = nodeFiles): Promise<number> {
  return highestOf(fencesIn(await files.list(path.dirname(lockPath)), lockPath));
}

/** The highest of some fencing numbers, those that make no sense left out; 0 where there are none. */
export function highestOf(fences: readonly (number | undefined)[]): number {
  return fences.reduce<number>(
    (most, fence) => (fence !== undefined && isFence(fence) && fence > most ? fence : most),
    0,
  );
}

/** The fencing numbers of a lock among the names of its folder, in no order. */
export function fencesIn(names: readonly string[], lockPath: string): readonly number[] {
  const start = `${path.basename(lockPath)}.fence-`;
  return names
    .filter((name) => name.startsWith(start) && /^[1-9]\d*$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)))
    .filter(isFence);
}

function isFence(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0 && number <= HIGHEST;
}

/**
 * Gives a number out to whoever holds the lock: the first from `least` on that nobody made a file for, and
 * when, in milliseconds since 1970 by the share's clock. Errors: those of the system.
 */
export async function reserveFence(
  lockPath: string,
  lock: LockFile,
  { least, files }: { readonly least: number; readonly files: ShareFiles },
): Promise<{ readonly fence: number; readonly at: number }> {
  for (let fence = least; ; ) {
    const file = fencePath(lockPath, fence);
    const at = await createExclusive(file, lockText({ ...lock, fence }), files);
    if (at !== undefined) return { fence, at };
    // The answer to a file that was made can get lost.
    const found = await readLock(file, files);
    if (found?.identity === lock.session) return { fence, at: found.writtenAt };
    fence = Math.max(fence, await highestFence(lockPath, files)) + 1;
  }
}

/** Takes back a number of somebody who lost the lock before it could be told to anybody. */
export async function returnFence(lockPath: string, fence: number, files: ShareFiles): Promise<void> {
  await files.unlink(fencePath(lockPath, fence)).catch(() => undefined);
}

/** Removes the files of lower numbers; what cannot be removed stays until the next number. */
export async function removeLowerFences(lockPath: string, fence: number, names: readonly string[], files: ShareFiles) {
  const lower = fencesIn(names, lockPath).filter((number) => number < fence);
  await Promise.all(lower.map((number) => files.unlink(fencePath(lockPath, number)).catch(() => undefined)));
}

function fencePath(lockPath: string, fence: number): string {
  return `${lockPath}.fence-${fence}`;
}
