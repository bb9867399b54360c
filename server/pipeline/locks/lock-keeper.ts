import { randomUUID } from 'node:crypto';
import type { LockFile } from '../../protocol/locks.ts';
import { highestFence } from './fence.ts';
import type { HeldLock, HeldTable } from './held-table.ts';
import { readLock } from './lock-file.ts';
import type { LockNews } from './lock-news.ts';
import type { LockShares } from './lock-shares.ts';
import type { LockEyes } from './lock-sight.ts';
import { releaseLock } from './release-lock.ts';
import { renewLock } from './renew-lock.ts';
import type { ShareFiles } from './share-files.ts';
import { takeLock } from './take-lock.ts';

/** What the parts of the locks work with. */
export interface LockParts {
  readonly table: HeldTable;
  readonly shares: LockShares;
  readonly eyes: LockEyes;
  readonly news: LockNews;
}

/** Keeps held locks alive on their shares, and finds out which ones are lost. */
export class LockKeeper {
  readonly #parts: LockParts;

  constructor(parts: LockParts) {
    this.#parts = parts;
  }

  /**
   * Renews a held lock; the table, and who has to know, learn what became of it. Answers the lock as it is held now, not
   * reachable where the share does not answer; undefined where it is lost. Called in the turn of the lock.
   *
   * A lock that has vanished, though nobody has taken it, was deleted by hand: it is taken again. The fencing numbers tell
   * that nobody had it meanwhile.
   */
  async keep(held: HeldLock): Promise<HeldLock | undefined> {
    const { shares, table, news } = this.#parts;
    try {
      const lock = { ...held.lock, renewed: new Date().toISOString() };
      if (await shares.do(held, (files) => renewLock(held.lockPath, lock, files))) return this.#goOn({ ...held, lock });
      const isMounted = (await shares.shareNow(held.lockPath)) === held.share;
      const taken = isMounted ? await this.takeAgain(held, held.lock) : undefined;
      if (taken !== undefined) return this.#goOn({ ...held, lock: taken, formerSession: held.lock.session });
      const sight = isMounted ? await this.#parts.eyes.look(held, undefined) : { kind: 'unreachable' as const };
      if (sight.kind !== 'unreachable') {
        table.lose(held);
        news.publish(held, sight);
        return undefined;
      }
    } catch {
      // Told below, whatever the share has said; the next beat tries again.
    }
    const unreachable = { ...held, isReachable: false };
    table.put(unreachable);
    news.publish(held, { kind: 'held', held: unreachable });
    return unreachable;
  }

  /**
   * Takes a lock that nobody has had since it was that of `before`, under a new session: the highest fencing number is
   * still the one of that lock, and the next one is ours. Undefined where that is not so.
   */
  async takeAgain(place: Pick<HeldLock, 'lockPath' | 'share'>, before: LockFile): Promise<LockFile | undefined> {
    const { lockPath } = place;
    return await this.#parts.shares.do(
      place,
      async (files, clock) => {
        const fence = await highestFence(lockPath, files);
        if (fence === 0 || (await sessionOf(lockPath, fence, files)) !== before.session) return undefined;
        const now = new Date().toISOString();
        const again: LockFile = { ...before, session: randomUUID(), renewed: now };
        const taking = await takeLock(lockPath, again, { over: 'nothing', files, clock });
        if (!taking.taken) return undefined;
        if (taking.lock.fence === fence + 1) return taking.lock;
        await releaseLock(lockPath, again.session, files);
        return undefined;
      },
      (late) => late !== undefined && this.undo(place, late.session),
    );
  }

  /** Lets go of a lock that was taken when nobody waited for it any more. Never fails; a lock that stays gets stale. */
  undo(place: Pick<HeldLock, 'lockPath' | 'share'>, session: string): void {
    void this.#parts.shares.do(place, (files) => releaseLock(place.lockPath, session, files)).catch(() => undefined);
  }

  #goOn(held: HeldLock): HeldLock {
    const { table, news } = this.#parts;
    const reachable = { ...held, isReachable: true };
    table.put(reachable);
    news.publish(held, { kind: 'held', held: reachable });
    return reachable;
  }
}

/** The session that a fencing number was given to. */
async function sessionOf(lockPath: string, fence: number, files: ShareFiles): Promise<string | undefined> {
  return (await readLock(`${lockPath}.fence-${fence}`, files))?.identity;
}
