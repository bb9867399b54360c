/**
 * Frames at even steps: `first`, `first + step`, and so on up to and with `last`, which lies on the stride. The step is
 * negative where frames descend, and 1 for a single frame. All are safe integers, and so is `last - first`.
 */
export interface FrameRun {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** The run from a frame to the last one on the stride that does not go beyond `to`. The step points from one to the other. */
export function frameRun(first: number, to: number = first, step: number = to < first ? -1 : 1): FrameRun {
  const last = to - ((to - first) % step) + 0;
  return last === first ? { first: first + 0, last, step: 1 } : { first: first + 0, last, step };
}

/** How many frames a run has. */
export function runCount({ first, last, step }: FrameRun): number {
  return (last - first) / step + 1;
}

/** The least frame. */
export function lowOf({ first, last }: FrameRun): number {
  return first < last ? first : last;
}

/** The greatest frame. */
export function highOf({ first, last }: FrameRun): number {
  return first < last ? last : first;
}

/** True where every frame between the least and the greatest is in the run. */
export function isSolid({ step }: FrameRun): boolean {
  return step === 1 || step === -1;
}

/** True where the frames of two runs share a stretch of numbers. */
export function spansOverlap(a: FrameRun, b: FrameRun): boolean {
  return lowOf(a) <= highOf(b) && lowOf(b) <= highOf(a);
}

/** True for a frame of the run. */
export function runHas(run: FrameRun, frame: number): boolean {
  return frame >= lowOf(run) && frame <= highOf(run) && (frame - run.first) % run.step === 0;
}

/** The run with its frames from the least to the greatest. */
export function ascending(run: FrameRun): FrameRun {
  return run.step > 0 ? run : { first: run.last, last: run.first, step: -run.step };
}

/** The run with its frames from the greatest to the least; a single frame has no direction. */
export function descending(run: FrameRun): FrameRun {
  return run.step < 0 || run.first === run.last ? run : { first: run.last, last: run.first, step: -run.step };
}
