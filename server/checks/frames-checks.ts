import type { FrameLines } from '../formats/frame-texts/frame-lines.ts';
import type { FrameText } from '../formats/frame-texts/frame-text.ts';
import type { DocumentCheck, PlacedCheck } from './document-check.ts';
import { framesAmbiguous } from './frames/frames-ambiguous.ts';
import { framesDescending } from './frames/frames-descending.ts';
import { framesDialect } from './frames/frames-dialect.ts';
import { framesOutsideShot } from './frames/frames-outside-shot.ts';
import { framesRepeated } from './frames/frames-repeated.ts';
import { framesSyntax } from './frames/frames-syntax.ts';

/** The checks of every frame text, whatever document it stands in. */
export const FRAME_CHECKS: readonly DocumentCheck<FrameText>[] = [
  framesAmbiguous,
  framesDescending,
  framesRepeated,
  framesSyntax,
];

/** Those that the project decides. */
export const PLACED_FRAME_CHECKS: readonly PlacedCheck<FrameText>[] = [framesOutsideShot];

/** The checks of a file of frame ranges as a whole. */
export const FRAME_LINES_CHECKS: readonly DocumentCheck<FrameLines>[] = [framesDialect];
