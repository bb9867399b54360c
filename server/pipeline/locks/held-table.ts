import { InTurn } from '../../link/in-turn.ts';
import type { LockFile } from '../../protocol/locks.ts';
import type { LockPlace } from './lock-shares.ts';

/** A lock that this core holds. */
export interface HeldLock extends LockPlace {
  /** Whose it is. Absent where it is kept and its client has gone, or where nobody has claimed it yet. */
  readonly client?: string | undefined;
  /** Whether it stays when its client goes. */
  readonly kept: boolean;
  /** What stands in the lock file. */
  readonly lock: LockFile;
  /** The session that it had before it was taken again because somebody had deleted it. */
  readonly formerSession?: string | undefined;
  /** Whether the share answered when the lock was last to be renewed. */
  readonly isReachable: boolean;
  /** Held through a core that has ended, and not claimed by its client yet: how many beats it has been waiting. */
  readonly unclaimedFor?: number | undefined;
}

/** The locks that this core holds, and the turns in which work on each lock happens. */
export class HeldTable {
  readonly #held = new Map<string, HeldLock>();
  readonly #turns = new InTurn();
  /** By client, the paths of the locks that it has lost. */
  readonly #lost = new Map<string, Set<string>>();

  get size(): number {
    return this.#held.size;
  }

  get(lockPath: string): HeldLock | undefined {
    return this.#held.get(lockPath);
  }

  /** Holds a lock, or another one than before in its place: whose it was has lost it. */
  put(held: HeldLock): void {
    const before = this.#held.get(held.lockPath);
    if (before !== undefined && before.client !== held.client && before.lock.session !== held.lock.session) {
      this.#remember(before);
    }
    if (held.client !== undefined) this.#lost.get(held.client)?.delete(held.lockPath);
    this.#held.set(held.lockPath, held);
  }

  delete(lockPath: string): void {
    this.#held.delete(lockPath);
  }

  /** Holds a lock no more that somebody else has, or had. */
  lose(held: HeldLock): void {
    this.#remember(held);
    this.#held.delete(held.lockPath);
  }

  /** Whether a client has lost a lock, and has neither taken it again nor let it go since. */
  hasLost(client: string, lockPath: string): boolean {
    return this.#lost.get(client)?.has(lockPath) === true;
  }

  /** A client knows of the loss of a lock; of all its losses where none is named. */
  forgetLoss(client: string, lockPath?: string): void {
    if (lockPath === undefined) this.#lost.delete(client);
    else this.#lost.get(client)?.delete(lockPath);
  }

  #remember({ client, lockPath }: HeldLock): void {
    if (client === undefined) return;
    const lost = this.#lost.get(client) ?? new Set<string>();
    this.#lost.set(client, lost.add(lockPath));
  }

  all(): readonly HeldLock[] {
    return [...this.#held.values()];
  }

  /** Does work on a lock when all that was asked before it for the same lock has ended. */
  async inTurn<Result>(lockPath: string, work: () => Promise<Result>): Promise<Result> {
    return await this.#turns.run(lockPath, work);
  }
}
