import { compactRuns } from './compact-runs.ts';
import type { FrameList } from './frame-list.ts';
import { distinctFrames } from './set-operations.ts';
import { type PartStyle, shortestParts } from './shortest-parts.ts';
import { byX } from './step-text.ts';

/** Compline's ranges have the direction of their frames, so that steps have no sign. */
export const COMPLINE_STYLE: PartStyle = {
  dash: '-',
  step: byX,
  holdsLast: true,
};

/**
 * The shortest text of frames in Compline's dialect: their order is kept, and steps are found (`1,3,5,7` is `1-7x2`). A
 * frame that is there twice is written once. Long ranges cost nothing; a `FrameLimitError` is thrown where the text would
 * need more than a million ranges, or frames are no whole numbers.
 */
export function compressFrames(frames: FrameList): string {
  return shortestParts(compactRuns(distinctFrames(frames)), COMPLINE_STYLE).join(',');
}
