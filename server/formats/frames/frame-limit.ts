/** What an operation on frames can come to an end at. */
export type FrameLimitCode = 'too-many-runs' | 'too-many-frames' | 'not-whole-frames';

/** An operation on frames whose exact result cannot be held: it would be too large, or frames are no whole numbers. */
export class FrameLimitError extends Error {
  override readonly name = 'FrameLimitError';
  readonly code: FrameLimitCode;

  constructor(code: FrameLimitCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The steps that one operation on runs may take, besides those that its runs themselves cost. Two stepped ranges over a billion frames take 32 000 at most. */
const MOST_STEPS = 250_000;

/** Counts the steps of an operation on runs, so that it ends with an error and not with the memory. */
export class WorkBudget {
  #left: number;

  /** `runs`: how many runs the operation is given. Looking at each a few times is free. */
  constructor(runs: number) {
    this.#left = MOST_STEPS + 8 * runs;
  }

  /** Takes so many steps; throws a {@link FrameLimitError} where none are left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left >= 0) return;
    throw new FrameLimitError(
      'too-many-runs',
      'These stepped ranges overlap in too many ways to be held exactly. Use fewer of them, or shorter ones.',
    );
  }
}
