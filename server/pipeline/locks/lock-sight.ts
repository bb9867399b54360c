import type { Lock } from '../../protocol/locks.ts';
import type { HeldLock } from './held-table.ts';
import { type FoundLock, readLock } from './lock-file.ts';
import type { LockPlace, LockShares } from './lock-shares.ts';
import { ageOf } from './take-lock.ts';

/** How a lock stands: held by this core; found in its place, or not; or on a share that does not answer. */
export type LockSight =
  | { readonly kind: 'held'; readonly held: HeldLock }
  | { readonly kind: 'found'; readonly found: FoundLock; readonly age: number | undefined; readonly isStale: boolean }
  | { readonly kind: 'free' }
  | { readonly kind: 'unreachable' };

/** Looks at locks on their shares. */
export class LockEyes {
  readonly #shares: LockShares;
  readonly #staleSeconds: number;

  /** `staleSeconds`: a lock that was not renewed for so long, by the share's clock, is stale. */
  constructor(shares: LockShares, staleSeconds: number) {
    this.#shares = shares;
    this.#staleSeconds = staleSeconds;
  }

  /** How the lock stands on its share; `held` is what this core holds there. Errors: those of the system. */
  async look(place: LockPlace, held: HeldLock | undefined): Promise<LockSight> {
    return await this.#shares.do(place, async (files, clock) => {
      const found = await readLock(place.lockPath, files);
      if (found === undefined) {
        // A share that is not there looks like an empty one.
        return held?.isReachable === false ? { kind: 'held', held } : { kind: 'free' };
      }
      if (held?.lock.session === found.identity) return { kind: 'held', held: { ...held, isReachable: true } };
      const age = await ageOf(place.lockPath, found, clock);
      // What stands there for something newer, or is no file, does not go stale: nobody here can judge it.
      const canGoStale = found.isFile && !found.isNewer;
      const isStale = canGoStale && age !== undefined && age > this.#staleSeconds;
      return { kind: 'found', found, age, isStale };
    });
  }

  /** The same for a look that must not fail: what cannot be read is unreachable. */
  async glance(place: LockPlace, held: HeldLock | undefined): Promise<LockSight> {
    return await this.look(place, held).catch(() => ({ kind: 'unreachable' }));
  }
}

/** A lock as a client sees it, under the name that it knows the file by. */
export function seenBy(client: string, file: string, sight: LockSight): Lock {
  if (sight.kind === 'held') return heldSeenBy(client, file, sight.held);
  if (sight.kind !== 'found') return { file, state: sight.kind };
  const { found, age, isStale } = sight;
  const alive = found.owner === undefined ? 'unreadable' : 'held';
  return {
    file,
    state: isStale ? 'stale' : alive,
    ...(found.owner !== undefined && { owner: found.owner }),
    ...(age !== undefined && { ageSeconds: age }),
  };
}

function heldSeenBy(client: string, file: string, { client: holder, kept, lock, isReachable }: HeldLock): Lock {
  if (!isReachable) return { file, state: 'unreachable', owner: lock };
  if (holder === client) return { file, state: 'mine', owner: lock, ageSeconds: 0 };
  return { file, state: 'held', owner: lock, elsewhere: kept ? 'kept' : 'window' };
}
