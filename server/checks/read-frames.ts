import { type FrameLines, readFrameLines } from '../formats/frame-texts/frame-lines.ts';
import { batchDialect, type FrameText } from '../formats/frame-texts/frame-text.ts';
import { framesInJson } from '../formats/frame-texts/frames-in-json.ts';
import { documentFindings } from './document-check.ts';
import type { ReadFile } from './file-kind.ts';
import { withFrameFindings } from './frames/frame-findings.ts';
import { FRAME_LINES_CHECKS } from './frames-checks.ts';

/** What a file of frame ranges, or the configuration of a batch render, holds; such a configuration has no lines. */
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

/** Reads a file of either kind that is checked once. */
export function readFrames(text: string): ReadFile {
  const { texts, lines } = readFrameFile(text);
  const findings: ReadFile['findings'] = (overrides) =>
    lines === undefined ? [] : documentFindings(FRAME_LINES_CHECKS, lines, overrides);
  return withFrameFindings({ findings }, texts);
}
