import { framesKind } from '../../checks/frames-kind.ts';
import type { LanguageSupport } from '../language-support.ts';

/** Files of frame ranges, and the frames in the configurations of LRC Toolbox's batch renders. */
export const frameRange: LanguageSupport = {
  languageId: framesKind.languageId,
  matches: framesKind.matches,
  recognizes: (uri) => framesKind.matches(uri.slice(uri.lastIndexOf('/') + 1)),
  createReader: async () => new (await import('./frame-range-reader.ts')).FrameRangeReader(),
};
