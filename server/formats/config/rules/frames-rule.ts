import { FrameList } from '../../frames/frame-list.ts';
import { frameRun } from '../../frames/frame-run.ts';
import { parseFrames } from '../../frames/parse-frames.ts';
import { sameSequence } from '../../frames/same-frames.ts';
import type { ConfigRule } from './config-fault.ts';

/** The frames of a shot are a range of frames, from a first one to a last one. */
export const framesRule: ConfigRule = {
  code: 'config-frames',
  *run(stack) {
    for (const [shot] of stack.entries('shots')) {
      const path = ['shots', shot, 'frames'];
      const text = stack.at(path);
      if (typeof text !== 'string') continue;
      const { frames, errors } = parseFrames(text);
      for (const { message, start, end } of errors) yield { path, stretch: { start, end }, message };
      if (frames === undefined) continue;
      const { min, max } = frames;
      if (min === undefined || max === undefined) yield { path, message: 'A shot has one frame at least.' };
      else if (!sameSequence(frames, FrameList.of([frameRun(min, max)]))) {
        const range = min === max ? `${min}` : `${min}-${max}`;
        yield { path, message: `A shot has every frame from its first to its last: ${range}?`, instead: range };
      }
    }
  },
};
