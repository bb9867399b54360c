import { FrameLimitError } from './frame-limit.ts';
import { type FrameList, wholeGroups } from './frame-list.ts';
import { type FrameRun, runCount } from './frame-run.ts';

/** Runs that are told one after the other are held as a table to this number. */
const MOST_RUNS = 1_000_000;

/** The frames of a list by their place in it, counted from 0. */
export class FramePositions {
  readonly #runs: readonly FrameRun[];
  /** How many frames come before each run. */
  readonly #before: readonly number[];

  /** Throws a `FrameLimitError` for a list of more than a million runs, and for one of frames that are no whole numbers. */
  constructor(frames: FrameList) {
    wholeGroups(frames);
    this.#runs = [...frames.runs().take(MOST_RUNS + 1)];
    if (this.#runs.length > MOST_RUNS) {
      throw new FrameLimitError('too-many-runs', `These frames are more than ${MOST_RUNS} ranges.`);
    }
    let before = 0;
    this.#before = this.#runs.map((run) => {
      const start = before;
      before += runCount(run);
      return start;
    });
  }

  /** The frame at a place. */
  at(place: number): number {
    let [low, high] = [0, this.#before.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#before[middle] as number) <= place) low = middle;
      else high = middle;
    }
    const run = this.#runs[low];
    if (run === undefined) throw new RangeError(`There is no frame at place ${place}`);
    return run.first + (place - (this.#before[low] as number)) * run.step;
  }
}
