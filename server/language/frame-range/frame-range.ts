import { isFramesName } from '../../checks/frames-kind.ts';
import type { LanguageSupport } from '../language-support.ts';

/** Files of frame ranges, and the frames in the configurations of LRC Toolbox's batch renders. */
export const frameRange: LanguageSupport = {
  languageId: 'frame-range',
  matches: isFramesName,
  recognizes: isFramesName,
  createReader: async () => new (await import('./frame-range-reader.ts')).FrameRangeReader(),
};
