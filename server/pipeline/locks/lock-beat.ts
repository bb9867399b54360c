import type { LettingGo } from './letting-go.ts';
import type { LockAsks } from './lock-asks.ts';
import type { LockKeeper, LockParts } from './lock-keeper.ts';
import type { LockWatch } from './lock-watch.ts';

/** A lock that no client has claimed for so many beats, the one at the start of the core included, is let go. */
const GRACE = 1;

/**
 * One beat of the watchdog: renews every held lock, looks at every watched one, and tells what has changed, all in one
 * pass. A share that does not answer costs its patience and keeps nothing else waiting.
 */
export class LockBeat {
  readonly #parts: LockParts;
  readonly #keeper: LockKeeper;
  readonly #asks: LockAsks;
  readonly #lettingGo: LettingGo;
  readonly #watch: LockWatch;
  /** By path of the lock, what is under way. */
  readonly #renewals = new Map<string, Promise<void>>();

  constructor(
    parts: LockParts,
    does: {
      readonly keeper: LockKeeper;
      readonly asks: LockAsks;
      readonly lettingGo: LettingGo;
      readonly watch: LockWatch;
    },
  ) {
    this.#parts = parts;
    this.#keeper = does.keeper;
    this.#asks = does.asks;
    this.#lettingGo = does.lettingGo;
    this.#watch = does.watch;
  }

  /**
   * Beats once; resolves when all is done or known to be out of reach. What the beat before is still at, on a share that
   * is slow, is left to it: all else is renewed. Never fails.
   */
  async beat(): Promise<void> {
    const paths = this.#parts.table.all().map(({ lockPath }) => lockPath);
    await Promise.all([
      this.#lettingGo.releaseWhere(({ unclaimedFor }) => unclaimedFor !== undefined && unclaimedFor >= GRACE),
      this.#lettingGo.settle(),
      ...paths.map((lockPath) => this.#renewOnce(lockPath)),
      this.#watch.beat(),
    ]);
  }

  /** Resolves when no renewal is under way. */
  async ended(): Promise<void> {
    await Promise.all(this.#renewals.values());
  }

  async #renewOnce(lockPath: string): Promise<void> {
    const renewal =
      this.#renewals.get(lockPath) ??
      this.#parts.table
        .inTurn(lockPath, () => this.#renew(lockPath))
        .catch(() => undefined)
        .finally(() => this.#renewals.delete(lockPath));
    this.#renewals.set(lockPath, renewal);
    await renewal;
  }

  async #renew(lockPath: string): Promise<void> {
    const held = this.#parts.table.get(lockPath);
    if (held === undefined) return;
    const { unclaimedFor } = held;
    const kept = await this.#keeper.keep(
      unclaimedFor === undefined ? held : { ...held, unclaimedFor: unclaimedFor + 1 },
    );
    if (kept?.isReachable === true) await this.#asks.collect(kept);
  }
}
