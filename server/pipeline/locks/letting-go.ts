import type { Lock } from '../../protocol/locks.ts';
import type { HeldLock } from './held-table.ts';
import { lockFileError } from './lock-errors.ts';
import type { LockParts } from './lock-keeper.ts';
import type { LockPlace } from './lock-shares.ts';
import { seenBy } from './lock-sight.ts';
import { releaseLock } from './release-lock.ts';

/** So often it is tried to remove a lock. Long before that it is stale, and somebody else's concern. */
const MOST_TRIES = 20;

/** What passes when a share is back: one that is not mounted looks like a folder that is not there. */
const PASSING: readonly string[] = ['share-unreachable', 'not-found'];

/**
 * Lets locks go. One on a share that does not answer is no longer held from then on, and is removed when the share
 * answers again.
 */
export class LettingGo {
  readonly #parts: LockParts;
  /** By path of the lock: what is still to be removed, and how often that was tried. */
  readonly #owed = new Map<string, { readonly held: HeldLock; readonly tries: number }>();

  constructor(parts: LockParts) {
    this.#parts = parts;
  }

  /** Lets a client's lock go, or a kept one; any other stays. Answers how the lock stands then. */
  async release(place: LockPlace, client: string): Promise<Lock> {
    const { table, eyes } = this.#parts;
    return await table.inTurn(place.lockPath, async () => {
      table.forgetLoss(client, place.lockPath);
      const held = table.get(place.lockPath);
      if (held !== undefined && (held.client === client || held.kept)) await this.#remove(held);
      return seenBy(client, place.file, await eyes.glance(place, table.get(place.lockPath)));
    });
  }

  /**
   * Lets go of those held locks for which this still holds when their turn comes. Never fails. Answers the files of those
   * that are let go.
   */
  async releaseWhere(isMeant: (held: HeldLock) => boolean): Promise<string[]> {
    const { table } = this.#parts;
    const tries = table.all().map(({ lockPath }) =>
      table.inTurn(lockPath, async () => {
        const held = table.get(lockPath);
        if (held === undefined || !isMeant(held)) return undefined;
        await this.#remove(held, { isForGood: true });
        return held.file;
      }),
    );
    const files = await Promise.all(tries.map((it) => it.catch(() => undefined)));
    return files.filter((file) => file !== undefined);
  }

  /** A client has gone: its locks are let go, but those that are kept. Never fails. */
  async clientEnded(client: string): Promise<void> {
    const { table, news } = this.#parts;
    news.forget(client);
    table.forgetLoss(client);
    await this.releaseWhere((held) => {
      if (held.client !== client) return false;
      if (held.kept) table.put({ ...held, client: undefined });
      return !held.kept;
    });
  }

  /** Tries again to remove what could not be removed; for one place, or all. Never fails. */
  async settle(place?: LockPlace): Promise<void> {
    const paths = place === undefined ? [...this.#owed.keys()] : [place.lockPath];
    await Promise.all(paths.map((lockPath) => this.#pay(lockPath).catch(() => undefined)));
  }

  /** `isForGood`: it is held no more though it cannot be removed; nobody renews it then, so that it goes stale. */
  async #remove(held: HeldLock, { isForGood = false } = {}): Promise<void> {
    const { table, news, eyes, shares } = this.#parts;
    try {
      await shares.do(held, (files) => releaseLock(held.lockPath, held.lock.session, files));
    } catch (error) {
      const told = lockFileError(error, held.file, 'unlocking');
      if (!isForGood && !PASSING.includes(told.code)) throw told;
      this.#owed.set(held.lockPath, { held, tries: 1 });
    }
    table.delete(held.lockPath);
    news.publish(held, await eyes.glance(held, undefined));
  }

  async #pay(lockPath: string): Promise<void> {
    const owed = this.#owed.get(lockPath);
    if (owed === undefined) return;
    const { held, tries } = owed;
    if (tries >= MOST_TRIES) this.#owed.delete(lockPath);
    else this.#owed.set(lockPath, { held, tries: tries + 1 });
    await this.#parts.shares.do(held, (files) => releaseLock(lockPath, held.lock.session, files));
    if (this.#owed.get(lockPath)?.held === held) this.#owed.delete(lockPath);
  }
}
