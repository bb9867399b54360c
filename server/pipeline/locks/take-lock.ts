import path from 'node:path';
import type { LockFile } from '../../protocol/locks.ts';
import { systemCode } from '../files/file-error.ts';
import { createWhole, writeNew } from './create-whole.ts';
import { highestFence, highestOf } from './fence.ts';
import { type FoundLock, isGone, lockText, readLock } from './lock-file.ts';
import { releaseLock } from './release-lock.ts';
import { settleLock } from './settle-lock.ts';
import { ShareClock, STALE_SECONDS } from './share-clock.ts';
import { nodeFiles, type ShareFiles } from './share-files.ts';

/**
 * Where a try at a lock ended: it is ours, as `lock` says it with its fencing number, taken over from `over`; or this
 * stands in the way.
 */
export type Taking =
  | { readonly taken: true; readonly lock: LockFile; readonly over?: FoundLock }
  | { readonly taken: false; readonly found: FoundLock | undefined };

/**
 * What may be taken over: `nothing`; a lock that is `stale` and not of a newer version; or, by force, the very one that
 * was seen, alive or not, by its `FoundLock.identity`.
 */
export type Over = 'nothing' | 'stale' | { readonly session: string };

/** How a lock is taken. */
export interface TakeOptions {
  readonly over: Over;
  readonly staleSeconds?: number;
  readonly files?: ShareFiles;
  readonly clock?: ShareClock;
}

/** So often the try begins anew because a lock came or went meanwhile. */
const MOST_TRIES = 10;

/**
 * Takes a lock: makes it where there is none, takes over what may be taken over; `docs/lock-protocol.md` says how and
 * why. Errors: those of the system; then nothing is left of the try, if the share allows it.
 */
export async function takeLock(lockPath: string, owner: LockFile, options: TakeOptions): Promise<Taking> {
  const { over, staleSeconds = STALE_SECONDS, files = nodeFiles } = options;
  const clock = options.clock ?? new ShareClock(files);
  const taker = new Taker({ lockPath, owner, over, staleSeconds, files, clock });
  let taking: Taking | undefined;
  try {
    taking = await taker.take();
    return taking;
  } finally {
    // Where the share did not answer, or told nonsense, our lock may stand there all the same.
    if (taking === undefined || (!taking.taken && taking.found === undefined)) {
      await releaseLock(lockPath, owner.session, files).catch(() => undefined);
    }
  }
}

/** Seconds since a lock was written, by the share's clock; undefined where that cannot be known. */
export async function ageOf(
  lockPath: string,
  found: FoundLock,
  clock: ShareClock = new ShareClock(),
): Promise<number | undefined> {
  const now = await clock.now(path.dirname(lockPath));
  return now === undefined ? undefined : Math.max(0, (now - found.writtenAt) / 1000);
}

type Parts = Required<TakeOptions> & { readonly lockPath: string; readonly owner: LockFile };

/** One try at a lock. */
class Taker {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async take(): Promise<Taking> {
    const { lockPath, owner, files, clock } = this.#parts;
    let found: FoundLock | undefined;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      found = await readLock(lockPath, files);
      // Our own is one whose answer got lost.
      const isOurs = found?.identity === owner.session;
      if (found !== undefined && !isOurs && !this.#mayReplace(found, await this.#now())) break;
      const leastFence = highestOf([found?.owner?.fence, await highestFence(lockPath, files)]) + 1;
      const lock = { ...owner, fence: leastFence };
      if (!isOurs && !(await (found === undefined ? this.#make(lock) : this.#replace(found, lock)))) continue;
      const settled = await settleLock(lockPath, lock, { files, clock, leastFence });
      if (settled === undefined) continue;
      return { taken: true, lock: settled, ...(found !== undefined && !isOurs && { over: found }) };
    }
    return { taken: false, found };
  }

  #mayReplace(found: FoundLock, now: number | undefined): boolean {
    const { over, staleSeconds } = this.#parts;
    if (!found.isFile || over === 'nothing') return false;
    if (over !== 'stale') return over.session === found.identity;
    return !found.isNewer && now !== undefined && now - found.writtenAt > staleSeconds * 1000;
  }

  /** The time by the share's clock, where it matters. */
  async #now(): Promise<number | undefined> {
    const { lockPath, over, clock } = this.#parts;
    return over === 'stale' ? await clock.now(path.dirname(lockPath)) : undefined;
  }

  async #make(lock: LockFile): Promise<boolean> {
    const { lockPath, files } = this.#parts;
    const privatePath = `${lockPath}.of-${lock.session}`;
    return await createWhole(lockPath, lock.session, lockText(lock), { privatePath, files });
  }

  /**
   * Renames a file of ours, the guard, over a lock that may be replaced. The lock is read again while the guard is
   * there: whoever makes sure of a lock of their own removes all guards, so that a rename that comes late fails.
   */
  async #replace(found: FoundLock, lock: LockFile): Promise<boolean> {
    const { lockPath, files } = this.#parts;
    const guard = `${lockPath}.over-${lock.session}`;
    await writeNew(guard, lockText(lock), files);
    try {
      // The time first: a lock that was read before a pause and judged after it would look older than it was.
      const now = await this.#now();
      const again = await readLock(lockPath, files);
      if (again?.identity !== found.identity || !this.#mayReplace(again, now)) return false;
      await files.rename(guard, lockPath);
      return true;
    } catch (error) {
      // The answer to a rename that was made can get lost; what stands there tells.
      if ((await readLock(lockPath, files))?.identity === lock.session) return true;
      if (isGone(error) || NOT_REPLACED.has(systemCode(error) ?? '')) return false;
      throw error;
    } finally {
      await files.unlink(guard).catch(() => undefined);
    }
  }
}

/** A folder came to stand in the lock's place. */
const NOT_REPLACED = new Set(['EISDIR', 'ENOTEMPTY', 'EEXIST']);
