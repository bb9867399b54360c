import { frameGroup } from './frame-group.ts';
import { WorkBudget } from './frame-limit.ts';
import { frameRun } from './frame-run.ts';
import type { PartFault, PartFrames } from './part-dialect.ts';
import type { FormMatch } from './range-form.ts';
import { subtractRun } from './run-arithmetic.ts';
import { asciiNumber } from './whole-numbers.ts';

/** A range by a step of either sign: its direction is that of its frames. */
export function everyNth(first: number, last: number, by = 1): PartFrames {
  const step = Math.abs(by);
  return { groups: [[frameRun(first, last, last < first ? -step : step)]] };
}

/** The same with the last frame, also off the stride. */
export function everyNthAndLast(first: number, last: number, by = 1): PartFrames {
  const run = frameRun(first, last, last < first ? -by : by);
  return { groups: run.last === last ? [[run]] : [[run], [frameRun(last)]] };
}

/** A range without every nth of its frames. */
export function allButNth(first: number, last: number, by: number): PartFrames {
  const all = frameRun(first, last);
  const step = Math.abs(by);
  const left = subtractRun(all, frameRun(first, last, last < first ? -step : step), new WorkBudget(1));
  return { groups: left.length === 0 ? [] : [frameGroup(left, last < first)] };
}

/** No frames. */
export const NO_FRAMES: PartFrames = { groups: [] };

/** What a program takes for no step. */
export const STEP_ZERO: PartFault = { code: 'step-zero', fault: 'The step is 0.' };

/** The fault of a range that goes down, in a program that has none. */
export function goesDown(title: string): PartFault {
  return { code: 'range-descending', fault: `${title} reads no range that goes down.` };
}

/** A single frame beyond the safe integers, in a program that reads numbers of any size; ranges of such are refused. */
export function largeFrame({ first, last }: FormMatch): PartFrames | PartFault {
  if (last === undefined) return { texts: [BigInt(asciiNumber(first)).toString()] };
  return { code: 'frame-too-large', fault: `Ranges beyond ±${Number.MAX_SAFE_INTEGER} are not read.` };
}
