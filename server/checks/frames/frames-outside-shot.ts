import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import { compressFrames } from '../../formats/frames/compress.ts';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { frameRun } from '../../formats/frames/frame-run.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import { differenceOf, intersectionOf } from '../../formats/frames/set-operations.ts';
import { withinLimits } from '../../formats/frames/within-limits.ts';
import type { Span } from '../../project/sequence.ts';
import { shotFrames } from '../../project/shot-frames.ts';
import type { PlacedCheck } from '../document-check.ts';
import { shown } from './shown.ts';

/** Frames that the shot does not have, not even in its handles. */
export const framesOutsideShot: PlacedCheck<FrameText> = {
  code: 'frames-outside-shot',
  title: 'A frame is outside of the shot.',
  defaultSeverity: 'warning',
  *run(frames, place) {
    const known = shotFrames(place);
    const outside = known && outsideOf(frames, known.worked);
    if (known === undefined || outside === undefined) return;
    const { shot, worked } = known;
    const inside = clampedTo(frames, worked);
    yield {
      message: `${outside} ${/^-?\d+$/.test(outside) ? 'is' : 'are'} outside of ${shot}, ${worked.first}-${worked.last}.`,
      range: frames.place.range,
      fixes: inside === undefined ? [] : [{ title: `Write ${shown(inside)}`, edits: [frames.rewrite(inside)] }],
    };
  },
};

/** The frames of a text that a shot does not have, as a text; absent where it has all. */
export function outsideOf({ parsed }: FrameText, shot: Span): string | undefined {
  const outside = parsed.frames && withinLimits(() => differenceOf(parsed.frames, spanList(shot)));
  return outside === undefined || outside.count === 0 ? undefined : withinLimits(() => shown(compressFrames(outside)));
}

/** The frames of a text that a shot has, in the text's dialect; absent where there are none. */
export function clampedTo({ parsed, dialect }: FrameText, shot: Span): string | undefined {
  const inside = parsed.frames && withinLimits(() => intersectionOf(parsed.frames, spanList(shot)));
  const printed = inside === undefined || inside.count === 0 ? undefined : printFrames(inside, dialect);
  return printed !== undefined && 'text' in printed ? printed.text : undefined;
}

function spanList({ first, last }: Span): FrameList {
  return FrameList.of([frameRun(first, last)]);
}
