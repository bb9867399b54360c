import { type FrameRun, highOf, isSolid, lowOf, runHas, spansOverlap } from './frame-run.ts';

/** Frames `low` to `high`, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Runs in an order in which those around a frame are found without a look at all of them. */
export class RunIndex {
  /** The runs without gaps, put together where they touch, in order. */
  readonly #solid: readonly Interval[];
  readonly #strided: readonly FrameRun[];
  /** The greatest frame of a strided run and all before it. */
  readonly #reach: readonly number[];

  /** The runs may come in any order and share frames. */
  constructor(runs: readonly FrameRun[]) {
    this.#solid = mergedIntervals(runs.filter(isSolid).map((run) => ({ low: lowOf(run), high: highOf(run) })));
    this.#strided = runs.filter((run) => !isSolid(run)).sort((a, b) => lowOf(a) - lowOf(b));
    let reach = Number.NEGATIVE_INFINITY;
    this.#reach = this.#strided.map((run) => (reach = Math.max(reach, highOf(run))));
  }

  /** True for a frame of one of the runs. */
  has(frame: number): boolean {
    const interval = this.#solid[firstWhere(this.#solid.length, (at) => endAt(this.#solid, at) >= frame)];
    if (interval !== undefined && interval.low <= frame) return true;
    return this.stridedNear({ first: frame, last: frame, step: 1 }).some((run) => runHas(run, frame));
  }

  /** The stretches without gaps that a run's own stretch touches, in order. */
  *solidNear(run: FrameRun): Generator<Interval> {
    for (let at = firstWhere(this.#solid.length, (it) => endAt(this.#solid, it) >= lowOf(run)); ; at++) {
      const interval = this.#solid[at];
      if (interval === undefined || interval.low > highOf(run)) return;
      yield interval;
    }
  }

  /** The runs with steps whose stretch touches that of a run. */
  *stridedNear(run: FrameRun): Generator<FrameRun> {
    let at = firstWhere(this.#reach.length, (it) => (this.#reach[it] as number) >= lowOf(run));
    for (; at < this.#strided.length; at++) {
      const near = this.#strided[at] as FrameRun;
      if (lowOf(near) > highOf(run)) return;
      if (spansOverlap(near, run)) yield near;
    }
  }
}

/** Intervals in any order as ones in order with a gap between each. */
export function mergedIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const merged: { low: number; high: number }[] = [];
  for (const { low, high } of [...intervals].sort((a, b) => a.low - b.low)) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last.high + 1) last.high = Math.max(last.high, high);
    else merged.push({ low, high });
  }
  return merged;
}

function endAt(intervals: readonly Interval[], at: number): number {
  return (intervals[at] as Interval).high;
}

/** The first place from 0 on where something holds that holds at all places after it too; `length` where it never does. */
function firstWhere(length: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
