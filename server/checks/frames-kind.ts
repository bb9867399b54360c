import type { FileKind } from './file-kind.ts';

/** Whether a file of this name has frame ranges, or is the configuration of one of LRC Toolbox's batch renders. */
export function isFramesName(fileName: string): boolean {
  return /\.(?:frames|batchrender\.json)$/i.test(fileName);
}

/** Files of frame ranges, and the configurations of batch renders, of which only the frames are looked at. */
export const framesKind: FileKind = {
  languageId: 'frame-range',
  matches: isFramesName,
  read: async (text) => (await import('./read-frames.ts')).readFrames(text),
};
