/** Calls something after some milliseconds, unless it is disposed of before. */
export type Later = (work: () => void, milliseconds: number) => { dispose(): void };

/** By the timers of the process. */
export const later: Later = (work, milliseconds) => {
  const timer = setTimeout(work, milliseconds);
  return { dispose: () => clearTimeout(timer) };
};

/**
 * Has work done again and again, but never twice at the same time, and not sooner than `every` milliseconds after it was
 * done last: what is asked for meanwhile is done once.
 */
export class Pulse {
  readonly #work: () => Promise<void>;
  readonly #every: number;
  readonly #later: Later;
  #resting: { dispose(): void } | undefined;
  #isAtWork = false;
  #isWanted = false;

  /** `work` does not reject. */
  constructor(work: () => Promise<void>, every: number, after: Later) {
    this.#work = work;
    this.#every = every;
    this.#later = after;
  }

  /** The work is to be done: at once, or as soon as it may be. */
  want(): void {
    this.#isWanted = true;
    if (!this.#isAtWork && this.#resting === undefined) void this.#run();
  }

  /** Nothing is done until it is wanted again. */
  stop(): void {
    this.#isWanted = false;
    this.#resting?.dispose();
    this.#resting = undefined;
  }

  async #run(): Promise<void> {
    this.#isWanted = false;
    this.#isAtWork = true;
    await this.#work();
    this.#isAtWork = false;
    this.#resting = this.#later(() => {
      this.#resting = undefined;
      if (this.#isWanted) void this.#run();
    }, this.#every);
  }
}
