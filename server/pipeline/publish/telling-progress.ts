import type { Publish } from '../../protocol/publishes.ts';

type Progress = NonNullable<Publish['progress']>;

/** So often is told at most how far verifying is, however many files there are. */
const MOST_TIMES = 100;

/** Tells how far verifying is once it is looked at, in steps of a hundredth: thousands of frames are no thousands of events. */
export class TellingProgress {
  readonly #tell: (progress: Progress) => void;
  #last: Progress | undefined;
  #told = -1;
  #isTelling = false;

  constructor(tell: (progress: Progress) => void) {
    this.#tell = tell;
  }

  /** Frames that are read while others render are told from now on. */
  begin(): void {
    this.#isTelling = true;
    if (this.#last !== undefined) this.heard(this.#last);
  }

  /** To be called after each file. */
  heard({ done, total }: Progress): void {
    this.#last = { done, total };
    if (!this.#isTelling) return;
    const step = Math.floor((done * MOST_TIMES) / Math.max(total, 1));
    if (step === this.#told) return;
    this.#told = step;
    this.#tell({ done, total });
  }
}
