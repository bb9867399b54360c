import type { WorkBudget } from './frame-limit.ts';
import { ascending, type FrameRun, frameRun, spansOverlap } from './frame-run.ts';
import { subtractRun } from './run-arithmetic.ts';
import type { Interval } from './run-index.ts';

/** What is left of a run without some stretches, which come in order and share no frame: runs in ascending order. */
export function subtractIntervals(
  run: FrameRun,
  intervals: Iterable<Interval>,
  budget: WorkBudget,
): readonly FrameRun[] {
  const { first, last, step } = ascending(run);
  const pieces: FrameRun[] = [];
  let from = first;
  for (const { low, high } of intervals) {
    budget.spend(1);
    if (low > last || from > last) break;
    if (high < from) continue;
    // The last frame before the stretch, and the first one after it, both on the stride.
    const before = low <= from ? from - step : low - 1 - ((low - 1 - from) % step);
    if (before >= from) pieces.push(frameRun(from, before, step));
    from = high >= last ? last + step : high + 1 + ((step - ((high + 1 - from) % step)) % step);
  }
  if (from <= last) pieces.push(frameRun(from, last, step));
  return pieces;
}

/** What is left of some runs without others. */
export function subtractRuns(
  runs: readonly FrameRun[],
  others: Iterable<FrameRun>,
  budget: WorkBudget,
): readonly FrameRun[] {
  let left = runs;
  for (const other of others) {
    budget.spend(1 + left.length);
    if (left.length === 0) break;
    if (left.some((run) => spansOverlap(run, other))) left = left.flatMap((run) => subtractRun(run, other, budget));
  }
  return left;
}
