import { halvedOrder } from './coarse-order.ts';
import { FrameList, wholeGroups } from './frame-list.ts';
import { FramePositions } from './frame-positions.ts';
import { type FrameRun, frameRun, runCount } from './frame-run.ts';

/**
 * The frames of a list in chunks of `size` frames, in order; the last one may be shorter. Each chunk is made as it is
 * asked for, and costs what its ranges cost, not its frames. Throws a `FrameLimitError` for frames that are no whole
 * numbers.
 */
export function* chunks(frames: FrameList, size: number): Generator<FrameList> {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`A chunk of ${size} frames`);
  wholeGroups(frames);
  let chunk: FrameRun[] = [];
  let free = size;
  for (const run of frames.runs()) {
    const count = runCount(run);
    for (let at = 0; at < count; ) {
      const taken = Math.min(free, count - at);
      chunk.push(frameRun(run.first + at * run.step, run.first + (at + taken - 1) * run.step, run.step));
      at += taken;
      free -= taken;
      if (free > 0) continue;
      yield FrameList.of(chunk);
      chunk = [];
      free = size;
    }
  }
  if (chunk.length > 0) yield FrameList.of(chunk);
}

/**
 * The frames of a list from coarse to fine: first, last, the middle, the middles of the halves, and so on, so that a
 * preview of the first few shows the whole range. Each is made as it is asked for. Throws a `FrameLimitError` for a list
 * of more than a million ranges, and for one of frames that are no whole numbers.
 */
export function* coarseFirst(frames: FrameList): Generator<number> {
  const positions = new FramePositions(frames);
  for (const place of halvedOrder(frames.count)) yield positions.at(place);
}

/** The frames of a list from coarse to fine, in chunks of `size` frames; see {@link coarseFirst} and {@link chunks}. */
export function* coarseChunks(frames: FrameList, size: number): Generator<FrameList> {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`A chunk of ${size} frames`);
  let chunk: number[] = [];
  for (const frame of coarseFirst(frames)) {
    if (chunk.push(frame) < size) continue;
    yield FrameList.ofFrames(chunk);
    chunk = [];
  }
  if (chunk.length > 0) yield FrameList.ofFrames(chunk);
}
