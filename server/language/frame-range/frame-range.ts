import { FRAMES_NAME } from '../../checks/frames-kind.ts';
import type { LanguageSupport } from '../language-support.ts';

/** Files of frame ranges, and the frames in the configurations of LRC Toolbox's batch renders. */
export const frameRange: LanguageSupport = {
  languageId: 'frame-range',
  // The kind itself would bring what reads its files into the bundle that starts the server.
  matches: (fileName) => FRAMES_NAME.test(fileName),
  recognizes: (uri) => FRAMES_NAME.test(uri),
  createReader: async () => new (await import('./frame-range-reader.ts')).FrameRangeReader(),
};
