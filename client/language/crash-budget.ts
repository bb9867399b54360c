/** How often a program may end unexpectedly before it is left alone. */
export interface CrashLimits {
  readonly crashes: number;
  /** The time in which they count, in milliseconds. */
  readonly within: number;
}

/** Decides whether a program that has ended by itself is started again. */
export class CrashBudget {
  readonly #limits: CrashLimits;
  readonly #now: () => number;
  #crashes: number[] = [];

  /** `now` returns milliseconds. */
  constructor(limits: CrashLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Takes note of a crash; true if the program may start again. */
  spend(): boolean {
    const now = this.#now();
    this.#crashes = [...this.#crashes.filter((it) => now - it < this.#limits.within), now];
    return this.#crashes.length < this.#limits.crashes;
  }
}
