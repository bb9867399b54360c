import { compressFrames } from '../compress.ts';
import type { FrameDialect, PrintedFrames } from '../dialect.ts';
import { FrameLimitError } from '../frame-limit.ts';
import type { FrameList } from '../frame-list.ts';
import { parseCompline } from '../parse-compline.ts';
import { distinctFrames } from '../set-operations.ts';

/** Compline's own dialect: `1,5,10-20` and `1-100x5`, where a stepped range always holds its first and its last frame. */
export const complineDialect: FrameDialect = { name: 'compline', title: 'Compline', parse: parseCompline, print };

function print(frames: FrameList): PrintedFrames {
  if (frames.count === 0) return { refused: 'There are no frames, and Compline has no text for none.' };
  try {
    const once = distinctFrames(frames);
    if (once.count < frames.count) return { refused: 'A frame is there twice. Compline takes each frame once.' };
    return { text: compressFrames(once) };
  } catch (error) {
    if (error instanceof FrameLimitError) return { refused: error.message };
    throw error;
  }
}
