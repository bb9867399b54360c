import { type FrameLines, readFrameLines } from '../formats/frame-texts/frame-lines.ts';
import { batchDialect, type FrameText } from '../formats/frame-texts/frame-text.ts';
import { framesInJson } from '../formats/frame-texts/frames-in-json.ts';
import { documentFindings } from './document-check.ts';
import type { FileKind } from './file-kind.ts';
import { frameFindings, frameFindingsInPlace } from './frames/frame-findings.ts';
import { FRAME_LINES_CHECKS } from './frames-checks.ts';

/** What files of frame ranges are called. */
export const FRAME_FILE = /\.frames$/i;

/** What the configurations of LRC Toolbox's batch renders are called. */
export const BATCH_FILE = /\.batchrender\.json$/i;

/** What a file of either kind holds; a configuration has no lines. */
export interface FrameFile {
  readonly texts: readonly FrameText[];
  readonly lines: FrameLines | undefined;
}

/** Reads a file of either kind: no frame range begins with a brace. */
export function readFrameFile(text: string): FrameFile {
  if (/^\uFEFF?\s*[{[]/.test(text)) return { texts: framesInJson(text, undefined, batchDialect()), lines: undefined };
  const lines = readFrameLines(text);
  return { texts: lines.texts, lines };
}

/** Files of frame ranges, and the configurations of batch renders, of which only the frames are looked at. */
export const framesKind: FileKind = {
  languageId: 'frame-range',
  matches: (fileName) => FRAME_FILE.test(fileName) || BATCH_FILE.test(fileName),
  read(text) {
    const { texts, lines } = readFrameFile(text);
    return {
      *findings(overrides) {
        if (lines !== undefined) yield* documentFindings(FRAME_LINES_CHECKS, lines, overrides);
        yield* frameFindings(texts, overrides);
      },
      inPlace: (place, overrides) => frameFindingsInPlace(texts, place, overrides),
    };
  },
};
