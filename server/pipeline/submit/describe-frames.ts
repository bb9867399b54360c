import { parseFrames } from '../../formats/frames/parse-frames.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FrameSpan } from '../../protocol/jobs.ts';
import type { FramesAnswer } from '../../protocol/render-scene.ts';
import { chunkText } from '../queue/frame-chunk.ts';
import { frameChunks } from './frame-chunks.ts';

/** So many chunks are told. */
const FIRST_CHUNKS = 5;

/** `1001-1010`, or `1001` for a single frame: Compline's dialect. */
export function formatSpan({ first, last }: FrameSpan): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** What a text means as frames of a submission, in chunks of at most `chunkSize`, for a renderer that can be told steps or not. Never throws for what is in the text. */
export function describeFrames(text: string, chunkSize: number, takesSteps = false): FramesAnswer {
  const { frames, errors } = parseFrames(text);
  if (frames === undefined) {
    return {
      count: 0,
      first: [],
      faults: errors.map(({ code, message, start, end }) => ({ code, message, start, end })),
    };
  }
  try {
    const chunks = frameChunks(frames, chunkSize, takesSteps);
    return {
      count: frames.count,
      chunks: chunks.length,
      first: chunks.slice(0, FIRST_CHUNKS).map(chunkText),
      faults: [],
    };
  } catch (error) {
    if (!(error instanceof ComplineError)) throw error;
    const message = error.nextStep === undefined ? error.message : `${error.message} ${error.nextStep}`;
    return {
      count: frames.count,
      first: [],
      faults: [{ code: 'too-many-chunks', message, start: 0, end: text.length }],
    };
  }
}
