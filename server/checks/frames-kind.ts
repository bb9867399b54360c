import type { FileKind } from './file-kind.ts';

/** What files of frame ranges are called. */
const FRAME_FILE = /\.frames$/i;

/** What the configurations of LRC Toolbox's batch renders are called. */
const BATCH_FILE = /\.batchrender\.json$/i;

/** Files of frame ranges, and the configurations of batch renders, of which only the frames are looked at. */
export const framesKind: FileKind = {
  languageId: 'frame-range',
  matches: (fileName) => FRAME_FILE.test(fileName) || BATCH_FILE.test(fileName),
  read: async (text) => (await import('./read-frames.ts')).readFrames(text),
};
