import { descends, type FrameGroup, frameGroup } from './frame-group.ts';
import { WorkBudget } from './frame-limit.ts';
import { FrameList, wholeGroups } from './frame-list.ts';
import { type FrameRun, frameRun } from './frame-run.ts';
import { onlyOnce } from './once.ts';
import { intersectRuns } from './run-arithmetic.ts';
import { RunIndex } from './run-index.ts';
import { subtractIntervals, subtractRuns } from './subtract-runs.ts';

// Lists are taken as sets here: what is in one twice is in the result once. All of these throw a FrameLimitError where
// the result would need too many runs, or where frames are no whole numbers.

/** The list with every frame where it comes first, and not again. */
export function distinctFrames(frames: FrameList): FrameList {
  const groups = wholeGroups(frames);
  const once = onlyOnce(groups);
  return once === groups ? frames : FrameList.ofGroups(once);
}

/** The frames of a list from the least to the greatest, each once. */
export function sortedFrames(frames: FrameList): FrameList {
  return FrameList.ofGroups([joined(frameGroup(onlyOnce(wholeGroups(frames)).flat(), false))]);
}

/** The frames of both lists: those of the first in its order, then what the second adds, in its own. */
export function unionOf(a: FrameList, b: FrameList): FrameList {
  return FrameList.ofGroups(onlyOnce([...wholeGroups(a), ...wholeGroups(b)]));
}

/** The frames that are in both lists, in the order of the first. */
export function intersectionOf(a: FrameList, b: FrameList): FrameList {
  const others = onlyOnce(wholeGroups(b)).flat();
  const index = new RunIndex(others);
  const budget = new WorkBudget(a.groups.length + others.length);
  return eachRun(a, (run) => {
    const shared: FrameRun[] = [];
    const add = (other: FrameRun) => {
      budget.spend(1);
      const both = intersectRuns(run, other);
      if (both !== undefined) shared.push(both);
    };
    for (const { low, high } of index.solidNear(run)) add(frameRun(low, high));
    for (const other of index.stridedNear(run)) add(other);
    return shared;
  });
}

/** The frames of the first list that are not in the second, in the order of the first. */
export function differenceOf(a: FrameList, b: FrameList): FrameList {
  const others = wholeGroups(b).flat();
  const index = new RunIndex(others);
  const budget = new WorkBudget(a.groups.length + others.length);
  return eachRun(a, (run) => {
    const left = subtractIntervals(run, index.solidNear(run), budget);
    return subtractRuns(left, index.stridedNear(run), budget);
  });
}

function eachRun(frames: FrameList, change: (run: FrameRun) => readonly FrameRun[]): FrameList {
  const groups = onlyOnce(wholeGroups(frames)).map((group) => frameGroup(group.flatMap(change), descends(group)));
  return FrameList.ofGroups(groups);
}

/** Ascending runs without gaps put together where they touch. */
function joined(group: FrameGroup): FrameGroup {
  const runs: FrameRun[] = [];
  for (const run of group) {
    const last = runs.at(-1);
    if (last?.step === 1 && run.step === 1 && last.last + 1 === run.first) {
      runs[runs.length - 1] = frameRun(last.first, run.last);
    } else runs.push(run);
  }
  return runs;
}
