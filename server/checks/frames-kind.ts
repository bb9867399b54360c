import type { FileKind } from './file-kind.ts';

/** What files of frame ranges are called, and the configurations of LRC Toolbox's batch renders. */
export const FRAMES_NAME = /\.(?:frames|batchrender\.json)$/i;

/** Files of frame ranges, and the configurations of batch renders, of which only the frames are looked at. */
export const framesKind: FileKind = {
  languageId: 'frame-range',
  matches: (fileName) => FRAMES_NAME.test(fileName),
  read: async (text) => (await import('./read-frames.ts')).readFrames(text),
};
