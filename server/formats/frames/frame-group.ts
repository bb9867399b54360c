import { ascending, descending, type FrameRun, frameRun, highOf, lowOf } from './frame-run.ts';

/**
 * Runs that share no frame and are told together, in one direction: the frames of all of them in order. What a range
 * leaves when another stride is taken out of it is such a group.
 */
export type FrameGroup = readonly FrameRun[];

/** A group of runs that share no frame, put in order; `down` is for frames from the greatest to the least. */
export function frameGroup(runs: readonly FrameRun[], down: boolean): FrameGroup {
  if (runs.length < 2) return runs.map(down ? descending : ascending);
  return down
    ? runs.map(descending).sort((a, b) => highOf(b) - highOf(a))
    : runs.map(ascending).sort((a, b) => lowOf(a) - lowOf(b));
}

/** True where a group's frames descend. */
export function descends(group: FrameGroup): boolean {
  return group.some(({ step }) => step < 0) || firstOf(group) > lastOf(group);
}

/** The first frame that a group tells. */
export function firstOf(group: FrameGroup): number {
  return group[0]?.first ?? Number.NaN;
}

/** The last frame that a group tells. */
export function lastOf(group: FrameGroup): number {
  const down = group.some(({ step }) => step < 0) || (group[0]?.first ?? 0) > (group[1]?.first ?? 0);
  return group.reduce((last, run) => (down === run.last < last ? run.last : last), group[0]?.last ?? Number.NaN);
}

/** The runs of a group so that they can be told one after the other; made as they are asked for. */
export function* runsOfGroup(group: FrameGroup): Generator<FrameRun> {
  let at = 0;
  while (at < group.length) {
    const end = endOfTangle(group, at);
    if (end - at === 1) yield group[at] as FrameRun;
    else yield* coalesced(tangledFrames(group.slice(at, end)));
    at = end;
  }
}

/** Where the runs end that lie in each other's way, from the one at `at` on. */
function endOfTangle(group: FrameGroup, at: number): number {
  let run = group[at] as FrameRun;
  let end = at + 1;
  for (; end < group.length; end++) {
    const next = group[end] as FrameRun;
    if (lowOf(next) > highOf(run) || highOf(next) < lowOf(run)) break;
    if (run.first < next.first ? next.last > run.last : next.last < run.last) run = next;
  }
  return end;
}

/** The frames of runs that lie in each other's way, in their direction, by a heap of the runs' next frames. */
function* tangledFrames(runs: readonly FrameRun[]): Generator<number> {
  const sign = runs.some(({ step }) => step < 0) ? -1 : 1;
  const heap: { frame: number; readonly run: FrameRun }[] = runs.map((run) => ({ frame: run.first, run }));
  const sink = (from: number) => {
    const item = heap[from];
    if (item === undefined) return;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      const right = heap[child + 1];
      if (left === undefined) break;
      if (right !== undefined && (right.frame - left.frame) * sign < 0) child++;
      const least = heap[child] as (typeof heap)[number];
      if ((least.frame - item.frame) * sign >= 0) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = item;
  };
  // Runs come in the order of their first frames, which is a heap already.
  for (let top = heap[0]; top !== undefined; top = heap[0]) {
    yield top.frame;
    if (top.frame !== top.run.last) top.frame += top.run.step;
    else {
      const last = heap.pop();
      if (heap.length === 0 || last === undefined) return;
      heap[0] = last;
    }
    sink(0);
  }
}

/** Frames as runs: each as long as its step holds. Two frames alone are a run where they are neighbours. */
export function* coalesced(frames: Iterable<number>): Generator<FrameRun> {
  let run: { first: number; last: number; step: number } | undefined;
  for (const frame of frames) {
    if (run === undefined) run = { first: frame, last: frame, step: 0 };
    else {
      const step: number = frame - run.last;
      const isPair = run.last === run.first + run.step;
      if (run.step === 0 ? step !== 0 : step === run.step) {
        run.last = frame;
        run.step = step;
      } else if (run.step !== 0 && isPair && Math.abs(run.step) > 1 && step !== 0) {
        yield frameRun(run.first);
        run = { first: run.last, last: frame, step };
      } else {
        yield frameRun(run.first, run.last, run.step || 1);
        run = { first: frame, last: frame, step: 0 };
      }
    }
  }
  if (run === undefined) return;
  const isPair = run.last === run.first + run.step && Math.abs(run.step) > 1;
  if (!isPair) yield frameRun(run.first, run.last, run.step || 1);
  else yield* [frameRun(run.first), frameRun(run.last)];
}
