import { type FramePart, frameParts } from '../../formats/frame-texts/frame-parts.ts';
import type { FrameText } from '../../formats/frame-texts/frame-text.ts';

/** The dialects in which a part stands between commas and holds its last frame whatever the step is. */
const LIKE_OURS: ReadonlySet<string> = new Set(['compline', 'lrc-toolbox']);

/** The parts of a frame text without faults; none in a dialect of another form. */
export function partsOf({ text, dialect, parsed }: FrameText): readonly FramePart[] {
  return parsed.frames === undefined || !LIKE_OURS.has(dialect.name) ? [] : frameParts(text);
}
