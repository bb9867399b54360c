import type { WorkBudget } from './frame-limit.ts';
import { ascending, type FrameRun, frameRun, highOf, lowOf, runCount, spansOverlap } from './frame-run.ts';

/** The frames that two runs share, ascending; undefined where they share none. */
export function intersectRuns(a: FrameRun, b: FrameRun): FrameRun | undefined {
  if (!spansOverlap(a, b)) return undefined;
  const low = Math.max(lowOf(a), lowOf(b));
  const high = Math.min(highOf(a), highOf(b));
  const one = ascending(a);
  const other = ascending(b);
  const meeting = firstMeeting(one, other, high - one.first);
  if (meeting === undefined) return undefined;
  const { frame, period } = meeting;
  const first = frame >= low ? frame : frame + Math.ceil((low - frame) / period) * period;
  return first > high ? undefined : frameRun(first, high, period);
}

/**
 * The frames of a run that are not in another, as ascending runs that share no frame. There are at most as many as the
 * square root of the run's frames is; the budget pays for each.
 */
export function subtractRun(run: FrameRun, other: FrameRun, budget: WorkBudget): readonly FrameRun[] {
  const from = ascending(run);
  const hits = intersectRuns(from, other);
  if (hits === undefined) return [from];
  const pieces: FrameRun[] = [];
  const add = (first: number, to: number, step: number) => {
    if (first <= to) pieces.push(frameRun(first, to, step));
  };
  add(from.first, hits.first - from.step, from.step);
  const count = runCount(hits);
  if (count > 1) {
    const classes = hits.step / from.step - 1;
    budget.spend(Math.min(classes, count - 1));
    if (classes < count) {
      for (let at = 1; at <= classes; at++) {
        add(hits.first + at * from.step, hits.last - hits.step + at * from.step, hits.step);
      }
    } else {
      for (let hit = hits.first; hit < hits.last; hit += hits.step) {
        add(hit + from.step, hit + hits.step - from.step, from.step);
      }
    }
  }
  add(hits.last + from.step, from.last, from.step);
  return pieces;
}

/**
 * The first frame from `a`'s first on, at most `width` from there, that is on both strides, and how far apart such frames
 * are: the Chinese remainder theorem. A period beyond the safe integers is no matter, for no second frame is in reach.
 */
function firstMeeting(
  a: FrameRun,
  b: FrameRun,
  width: number,
): { readonly frame: number; readonly period: number } | undefined {
  if (a.step === 1)
    return { frame: a.first + modulo(modulo(b.first, b.step) - modulo(a.first, b.step), b.step), period: b.step };
  const { divisor, inverse } = bezout(a.step, b.step);
  const apart = modulo(modulo(b.first, b.step) - modulo(a.first, b.step), b.step);
  if (apart % divisor !== 0) return undefined;
  const modulus = b.step / divisor;
  const steps = multiplyModulo(apart / divisor, modulo(inverse, modulus), modulus);
  const distance = steps * a.step;
  return distance > width ? undefined : { frame: a.first + distance, period: a.step * modulus };
}

/** The greatest common divisor of two numbers, and what the first is multiplied by to leave it as the rest by the second. */
function bezout(a: number, b: number): { readonly divisor: number; readonly inverse: number } {
  let [divisor, rest] = [a, b];
  let [inverse, next] = [1, 0];
  while (rest !== 0) {
    const quotient = Math.floor(divisor / rest);
    [divisor, rest] = [rest, divisor - quotient * rest];
    [inverse, next] = [next, inverse - quotient * next];
  }
  return { divisor, inverse };
}

function multiplyModulo(a: number, b: number, modulus: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product)) return product % modulus;
  return Number((BigInt(a) * BigInt(b)) % BigInt(modulus));
}

/** The rest of a division, 0 or more. */
export function modulo(number: number, by: number): number {
  const rest = number % by;
  return rest < 0 ? rest + by : rest + 0;
}
