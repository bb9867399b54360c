import { FrameLimitError } from './frame-limit.ts';
import { type FrameRun, frameRun, runCount } from './frame-run.ts';
import type { StepText } from './step-text.ts';
import { Stretch } from './stretch.ts';

const MOST_RUNS = 1_000_000;

/** What a further part costs beyond its characters, so that of texts of one length the one with fewer parts is taken. */
const PART = 2 ** -30;

/** The same for a last frame off the stride: `1,4-5` is plainer than `1-5x3`. */
const OFF_STRIDE = 8 * PART;

/** How a dialect writes ranges: first frame, dash, last frame, step. A single frame is its number. */
export interface PartStyle {
  readonly dash: string;
  readonly step: StepText;
  /** Whether a range also holds its last frame where that is not on the stride. */
  readonly holdsLast: boolean;
}

/**
 * The parts of the shortest text of runs in a dialect, in their order. Runs are cut and put together where that makes the
 * text shorter; the work grows with their number. Throws a {@link FrameLimitError} beyond a million of them.
 */
export function shortestParts(runs: Iterable<FrameRun>, style: PartStyle): readonly string[] {
  const steps = new Map<number, string | undefined>();
  const afterRange = (step: number) => {
    if (!steps.has(step)) steps.set(step, style.step(step));
    return steps.get(step);
  };
  const pieces = piecesOf(runs, (step) => afterRange(step) !== undefined);
  // For each piece, the best text that ends with it: its length, and where its last part begins, by which step.
  const costs = new Float64Array(pieces.length);
  const begins = new Int32Array(pieces.length);
  const strides = new Float64Array(pieces.length);
  const costBefore = (at: number) => (at === 0 ? 0 : (costs[at - 1] as number));
  const stretch = new Stretch(pieces, (at) => costBefore(at) + textLength((pieces[at] as FrameRun).first));
  let before: { readonly from: number; readonly step: number } | undefined;
  for (const [at, piece] of pieces.entries()) {
    const isSingle = piece.first === piece.last;
    const lastLength = textLength(piece.last);
    costs[at] = isSingle ? costBefore(at) + lastLength + 1 + PART : Number.POSITIVE_INFINITY;
    begins[at] = at;
    const offer = ({ from, step }: { readonly from: number; readonly step: number }, extra: number) => {
      const after = afterRange(step);
      if (after === undefined) return;
      const ends = textLength((pieces[from] as FrameRun).first) + style.dash.length + lastLength;
      const cost = costBefore(from) + ends + after.length + 1 + PART + extra;
      if (cost >= (costs[at] as number)) return;
      costs[at] = cost;
      begins[at] = from;
      strides[at] = step;
    };
    const together = stretch.upTo(at);
    if (together !== undefined) offer(together, 0);
    if (style.holdsLast && isSingle && before !== undefined) {
      const gap = (piece.first - (pieces[at - 1] as FrameRun).last) * Math.sign(before.step);
      if (gap > 0 && gap < Math.abs(before.step)) offer(before, OFF_STRIDE);
    }
    before = together;
  }
  const parts: string[] = [];
  for (let at = pieces.length - 1; at >= 0; at = (begins[at] as number) - 1) {
    const [first, last] = [pieces[begins[at] as number] as FrameRun, pieces[at] as FrameRun];
    const isSingle = begins[at] === at && last.first === last.last;
    parts.push(
      isSingle ? `${last.first}` : `${first.first}${style.dash}${last.last}${afterRange(strides[at] as number)}`,
    );
  }
  return parts.reverse();
}

/** How many characters a frame's number has. */
function textLength(frame: number): number {
  let [length, most] = frame < 0 ? [2, 10] : [1, 10];
  for (const size = Math.abs(frame); size >= most; most *= 10) length++;
  return length;
}

/** Runs as single frames; those that have a range as the frames at their ends and what is between. */
function piecesOf(runs: Iterable<FrameRun>, hasRange: (step: number) => boolean): readonly FrameRun[] {
  const pieces: FrameRun[] = [];
  for (const run of runs) {
    const count = runCount(run);
    // No shortest text cuts a run further in: a range before it holds two of its frames at most, the second one off its
    // stride, a range after it one; and what is left of three frames or more is not shorter as single ones.
    if (count > 5 && hasRange(run.step)) {
      const { first, last, step } = run;
      const middle = frameRun(first + 2 * step, last - step, step);
      pieces.push(frameRun(first), frameRun(first + step), middle, frameRun(last));
    } else
      for (let at = 0; at < count && pieces.length <= MOST_RUNS; at++) pieces.push(frameRun(run.first + at * run.step));
    if (pieces.length <= MOST_RUNS) continue;
    throw new FrameLimitError('too-many-runs', `The text would need more than ${MOST_RUNS} frames and ranges.`);
  }
  return pieces;
}
