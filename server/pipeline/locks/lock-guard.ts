import { highestFence } from './fence.ts';
import { cannotRenewError, lockedError, lockFileError, lockLostError } from './lock-errors.ts';
import type { LockParts } from './lock-keeper.ts';
import type { LockPlace } from './lock-shares.ts';
import { seenBy } from './lock-sight.ts';

/** Says whether a client may replace a file: by its lock and by the fencing numbers, both read anew from the share. */
export class LockGuard {
  readonly #parts: LockParts;

  constructor(parts: LockParts) {
    this.#parts = parts;
  }

  /** As for `SaveGuard.fenceOf`. A kept lock serves every client of this core. */
  async fenceOf(place: LockPlace, client: string): Promise<number | undefined> {
    const { table } = this.#parts;
    return await table
      .inTurn(place.lockPath, () => this.#fenceOf(place, client))
      .catch((error: unknown) => {
        throw lockFileError(error, place.file, 'reading the lock of');
      });
  }

  async #fenceOf(place: LockPlace, client: string): Promise<number | undefined> {
    const { table, eyes, shares } = this.#parts;
    const held = table.get(place.lockPath);
    const sight = await eyes.look(place, held);
    const lock = seenBy(client, place.file, sight);
    if (held !== undefined && (held.client === client || held.kept)) {
      if (lock.state === 'unreachable') throw cannotRenewError(place.file);
      const highest = await shares.do(place, (files) => highestFence(place.lockPath, files));
      if (sight.kind === 'held' && highest === held.lock.fence) return highest;
      throw lockLostError(lock);
    }
    if (table.hasLost(client, place.lockPath)) throw lockLostError(lock);
    if (lock.state === 'free') return undefined;
    throw lockedError(lock);
  }
}
