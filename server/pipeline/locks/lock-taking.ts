import { randomUUID } from 'node:crypto';
import type { Lock, LockFile } from '../../protocol/locks.ts';
import type { HeldLock } from './held-table.ts';
import { cannotRenewError, lockedError, lockFileError, lockLostError } from './lock-errors.ts';
import type { LockKeeper, LockParts } from './lock-keeper.ts';
import type { LockOwner } from './lock-owner.ts';
import type { LockPlace } from './lock-shares.ts';
import { seenBy } from './lock-sight.ts';
import { renewLock } from './renew-lock.ts';
import { type Over, type Taking, takeLock } from './take-lock.ts';
import type { TakeOver } from './take-over-record.ts';

/** Who wants a lock, and how. */
export interface Wish {
  readonly place: LockPlace;
  readonly client: string;
  /** Whether the lock stays when the client goes. */
  readonly keep: boolean;
  /** The session that the client chose for it. */
  readonly session: string | undefined;
}

/** What taking needs beside the parts. */
export interface TakingOptions {
  readonly parts: LockParts;
  readonly keeper: LockKeeper;
  readonly owner: LockOwner;
  /** A lock that was not renewed for so many seconds is stale. */
  readonly staleSeconds: number;
  record(takeOver: TakeOver): Promise<void>;
}

/** Takes locks for the clients of this core: free ones, those of a core before it, and those of others. */
export class LockTaking {
  readonly #parts: LockParts;
  readonly #keeper: LockKeeper;
  readonly #owner: LockOwner;
  readonly #staleSeconds: number;
  readonly #record: (takeOver: TakeOver) => Promise<void>;

  constructor({ parts, keeper, owner, staleSeconds, record }: TakingOptions) {
    this.#parts = parts;
    this.#keeper = keeper;
    this.#owner = owner;
    this.#staleSeconds = staleSeconds;
    this.#record = record;
  }

  /** Takes a lock that nobody has, or that the same user left to go stale. Errors as for `Locks.acquire`. */
  async acquire(wish: Wish): Promise<Lock> {
    return await this.#inTurn(wish, async () => {
      const { place, client, keep } = wish;
      const held = await this.#current(place);
      if (held?.client === client) return this.#hold(wish, held.lock, held.kept || keep);
      if (held !== undefined) throw lockedError(seenBy(client, place.file, { kind: 'held', held }));
      const taking = await this.#take(wish, 'nothing');
      if (taking.taken) return this.#hold(wish, taking.lock);
      const sight = await this.#parts.eyes.look(place, undefined);
      const lock = seenBy(client, place.file, sight);
      if (lock.state === 'stale' && lock.owner?.user === this.#owner.user) {
        const again = await this.#take(wish, 'stale');
        if (again.taken) return await this.#holdTakenOver(wish, again, { forced: false, reason: undefined });
      }
      throw lockedError(lock);
    });
  }

  /** Goes on with a lock that was taken through a core which has ended. Errors as for `Locks.acquire`. */
  async resume(wish: Wish, session: string): Promise<Lock> {
    return await this.#inTurn(wish, async () => {
      const { place, client, keep } = wish;
      const known = this.#parts.table.get(place.lockPath);
      if (known !== undefined && [known.lock.session, known.formerSession].includes(session)) {
        const claimed = { ...known, file: place.file, client, kept: known.kept || keep, unclaimedFor: undefined };
        this.#parts.table.put(claimed);
        const held = await this.#keeper.keep(claimed);
        if (held !== undefined) return seenBy(client, place.file, { kind: 'held', held });
      } else {
        const lock = known === undefined ? await this.#takeUp(place, session) : undefined;
        if (lock !== undefined) return this.#hold(wish, lock);
      }
      const sight = await this.#parts.eyes.look(place, this.#parts.table.get(place.lockPath));
      const lock = seenBy(client, place.file, sight);
      throw lock.state === 'free' ? lockLostError(lock) : lockedError(lock);
    });
  }

  /** Takes a lock over. Errors as for `Locks.takeOver`. */
  async takeOver(wish: Wish, reason: string | undefined): Promise<Lock> {
    return await this.#inTurn(wish, async () => {
      const { place, client, keep } = wish;
      const held = await this.#current(place);
      if (held?.client === client) return this.#hold(wish, held.lock, held.kept || keep);
      if (held !== undefined) {
        // A session of its own tells the new holder from the old one, also for the core that comes after this one.
        const taking = await this.#take(wish, { session: held.lock.session });
        if (taking.taken) return await this.#holdTakenOver(wish, taking, { forced: false, reason });
      }
      const taking = held === undefined ? await this.#take(wish, 'nothing') : undefined;
      if (taking?.taken === true) return this.#hold(wish, taking.lock);
      const sight = await this.#parts.eyes.look(place, undefined);
      const lock = seenBy(client, place.file, sight);
      const isStale = lock.state === 'stale';
      if (sight.kind === 'found' && (isStale || reason !== undefined)) {
        const over = await this.#take(wish, isStale ? 'stale' : { session: sight.found.identity });
        if (over.taken) return await this.#holdTakenOver(wish, over, { forced: !isStale, reason });
      }
      throw lockedError(lock);
    });
  }

  async #inTurn(wish: Wish, work: () => Promise<Lock>): Promise<Lock> {
    const { lockPath, file } = wish.place;
    return await this.#parts.table.inTurn(lockPath, work).catch((error: unknown) => {
      throw lockFileError(error, file, 'locking');
    });
  }

  /** What this core holds there, and still does. Error `share-unreachable`. */
  async #current(place: LockPlace): Promise<HeldLock | undefined> {
    const known = this.#parts.table.get(place.lockPath);
    const held = known === undefined ? undefined : await this.#keeper.keep(known);
    if (held?.isReachable === false) throw cannotRenewError(place.file);
    return held;
  }

  async #take({ place, session = randomUUID() }: Wish, over: Over): Promise<Taking> {
    const now = new Date().toISOString();
    const lock: LockFile = { version: 1, ...this.#owner, session, acquired: now, renewed: now };
    return await this.#parts.shares.do(
      place,
      (files, clock) => takeLock(place.lockPath, lock, { over, staleSeconds: this.#staleSeconds, files, clock }),
      (late) => late.taken && this.#keeper.undo(place, late.lock.session),
    );
  }

  /** Makes a lock on the share that is of this session, or was the last there, one of this process. */
  async #takeUp(place: LockPlace, session: string): Promise<LockFile | undefined> {
    const sight = await this.#parts.eyes.look(place, undefined);
    if (sight.kind === 'free') {
      const now = new Date().toISOString();
      return await this.#keeper.takeAgain(place, {
        version: 1,
        ...this.#owner,
        session,
        acquired: now,
        renewed: now,
      });
    }
    if (sight.kind !== 'found' || sight.found.identity !== session || sight.found.owner === undefined) return undefined;
    if (sight.found.owner.user !== this.#owner.user) return undefined;
    const lock = { ...sight.found.owner, ...this.#owner, renewed: new Date().toISOString() };
    const isOurs = await this.#parts.shares.do(place, (files) => renewLock(place.lockPath, lock, files));
    return isOurs ? lock : undefined;
  }

  #hold({ place, client, keep }: Wish, lock: LockFile, kept = keep): Lock {
    const held: HeldLock = { ...place, client, kept, lock, isReachable: true };
    this.#parts.table.put(held);
    const sight = { kind: 'held' as const, held };
    this.#parts.news.publish(place, sight);
    return seenBy(client, place.file, sight);
  }

  async #holdTakenOver(
    wish: Wish,
    { lock, over }: Extract<Taking, { taken: true }>,
    how: Pick<TakeOver, 'forced' | 'reason'>,
  ): Promise<Lock> {
    const taken = this.#hold(wish, lock);
    await this.#record({ place: wish.place, lock, from: over?.owner, ...how });
    return taken;
  }
}
