import type { FrameList } from '../../formats/frames/frame-list.ts';
import { highOf, lowOf } from '../../formats/frames/frame-run.ts';
import { parseFrames } from '../../formats/frames/parse-frames.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FrameChunk } from '../../protocol/jobs.ts';
import { chunksMeet } from './frame-chunk.ts';

/** Frames that somebody names, to find the tasks that hold them. */
export class FrameSet {
  readonly list: FrameList;

  constructor(list: FrameList) {
    this.list = list;
  }

  /** Reads Compline's dialect: `1,5,10-20`. Error: `invalid-parameters`, with everything that is wrong. */
  static parse(text: string): FrameSet {
    const { frames, errors } = parseFrames(text);
    if (frames !== undefined) return new FrameSet(frames);
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `The frames "${text}" cannot be read: ${errors[0]?.message ?? 'there are none.'}`,
      nextStep: 'Write frames and ranges with commas between them: 1,5,10-20 or 1-100x5.',
      details: { errors },
    });
  }

  /** True where a chunk holds at least one of the frames. */
  overlaps(chunk: FrameChunk): boolean {
    for (const run of this.list.runs()) {
      if (chunksMeet({ first: lowOf(run), last: highOf(run), step: Math.abs(run.step) }, chunk)) return true;
    }
    return false;
  }
}
