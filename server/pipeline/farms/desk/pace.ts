/** How often a farm is asked; milliseconds. */
export interface PaceLimits {
  readonly least: number;
  readonly most: number;
  /** The most where it does not answer. */
  readonly mostAfterFailure: number;
}

const usual: PaceLimits = { least: 1_000, most: 20_000, mostAfterFailure: 60_000 };
const GROWTH = 1.4;

/** The pauses between two questions to a farm: short while things change, growing while they do not. */
export class Pace {
  readonly #limits: PaceLimits;
  readonly #signal: AbortSignal;
  #pause: number;
  #failures = 0;
  #wake: (() => void) | undefined;
  #isAwake = false;

  constructor(signal: AbortSignal, limits: PaceLimits = usual) {
    this.#signal = signal;
    this.#limits = limits;
    this.#pause = limits.least;
  }

  /** Ends the pause that is on, or leaves the next one out. */
  wake(): void {
    this.#isAwake = true;
    this.#pause = this.#limits.least;
    this.#wake?.();
  }

  /** Waits after an answer. `changed`: it told of something new. */
  async after(changed: boolean): Promise<void> {
    this.#failures = 0;
    this.#pause = changed ? this.#limits.least : Math.min(this.#limits.most, this.#pause * GROWTH);
    await this.#wait(this.#pause);
  }

  /** Waits after a question without an answer; no less than the seconds that the farm has asked for. */
  async afterFailure(retryAfter = 0): Promise<void> {
    this.#failures += 1;
    const { least, mostAfterFailure } = this.#limits;
    const pause = Math.min(mostAfterFailure, least * 2 ** Math.min(this.#failures, 16));
    this.#isAwake = this.#isAwake && retryAfter === 0;
    await this.#wait(Math.max(pause, Math.min(retryAfter, 600) * 1_000));
  }

  async #wait(pause: number): Promise<void> {
    if (!this.#isAwake && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => end(), pause);
        const end = (): void => {
          clearTimeout(timer);
          this.#signal.removeEventListener('abort', end);
          resolve();
        };
        this.#wake = end;
        this.#signal.addEventListener('abort', end, { once: true });
      });
    }
    this.#wake = undefined;
    this.#isAwake = false;
  }
}
