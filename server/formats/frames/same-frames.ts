import type { FrameList } from './frame-list.ts';
import { runCount } from './frame-run.ts';

/** True where two lists hold the same frames in the same order, however their ranges are cut. */
export function sameSequence(a: FrameList, b: FrameList): boolean {
  if (a.count !== b.count) return false;
  if (a.texts !== undefined || b.texts !== undefined)
    return String([...a.frameTexts()]) === String([...b.frameTexts()]);
  const [one, other] = [cutAtWill(a), cutAtWill(b)];
  while (true) {
    const left = one.peek();
    const right = other.peek();
    if (left === undefined || right === undefined) return left === right;
    const isRange = left.count > 1 && right.count > 1;
    if (left.first !== right.first || (isRange && left.step !== right.step)) return false;
    const count = Math.min(left.count, right.count);
    one.take(count);
    other.take(count);
  }
}

/** The runs of a list, of which the next frames can be taken. */
function cutAtWill(frames: FrameList) {
  const runs = frames.runs();
  let run = runs.next().value ?? undefined;
  let taken = 0;
  return {
    peek: () => run && { first: run.first + taken * run.step, step: run.step, count: runCount(run) - taken },
    take(count: number) {
      taken += count;
      if (run === undefined || taken < runCount(run)) return;
      run = runs.next().value ?? undefined;
      taken = 0;
    },
  };
}
