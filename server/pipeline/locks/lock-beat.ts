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
  #running: Promise<void> | undefined;

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

  /** Beats once, or waits for the beat that is under way. Never fails. */
  async beat(): Promise<void> {
    this.#running ??= this.#pass().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Resolves when no beat is under way. */
  async ended(): Promise<void> {
    await this.#running;
  }

  async #pass(): Promise<void> {
    const { table } = this.#parts;
    await this.#lettingGo.releaseWhere(({ unclaimedFor }) => unclaimedFor !== undefined && unclaimedFor >= GRACE);
    await Promise.all([
      this.#lettingGo.settle(),
      ...table.all().map(({ lockPath }) => table.inTurn(lockPath, () => this.#renew(lockPath)).catch(() => undefined)),
      this.#watch.beat(),
    ]);
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
