import { type FramePart, runsOfPart } from '../../formats/frame-texts/frame-parts.ts';
import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import { compressFrames } from '../../formats/frames/compress.ts';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import { intersectionOf } from '../../formats/frames/set-operations.ts';
import { withinLimits } from '../../formats/frames/within-limits.ts';
import type { Fix, Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import { partsOf } from './reads-parts.ts';
import { shown } from './shown.ts';

/** In a text of more parts than this the repeated frames are told of all of it, not part by part. */
const MOST_PARTS = 200;

/** Frames that a text names twice. */
export const framesRepeated: DocumentCheck<FrameText> = {
  code: 'frames-repeated',
  title: 'A frame is named twice.',
  defaultSeverity: 'hint',
  *run(frames) {
    const parts = partsOf(frames);
    const named = FrameList.of(parts.flatMap(runsOfPart)).count;
    const more = named - (frames.parsed.frames?.count ?? named);
    if (more <= 0) return;
    const fixes = onceEach(frames);
    if (parts.length <= MOST_PARTS) yield* partByPart(frames, parts, fixes);
    else {
      const words = more === 1 ? '1 frame is' : `${more} frames are`;
      yield { message: `${words} named more than once.`, range: frames.place.range, fixes, tag: 'unused' };
    }
  },
};

function* partByPart(frames: FrameText, parts: readonly FramePart[], fixes: readonly Fix[]): Generator<Observation> {
  const groups = parts.map(runsOfPart);
  for (const [at, part] of parts.entries()) {
    const repeated = shared(groups[at] ?? [], groups.slice(0, at).flat());
    if (repeated === undefined) continue;
    const message = `${repeated} ${/^-?\d+$/.test(repeated) ? 'is' : 'are'} named before.`;
    yield { message, range: frames.rangeOf(part.range), fixes, tag: 'unused' };
  }
}

/** The frames that two lists share, as a text; absent where there are none, or too many ways in which they overlap. */
function shared(
  own: Parameters<typeof FrameList.of>[0],
  before: Parameters<typeof FrameList.of>[0],
): string | undefined {
  return withinLimits(() => {
    const both = intersectionOf(FrameList.of(own), FrameList.of(before));
    return both.count === 0 ? undefined : shown(compressFrames(both));
  });
}

function onceEach(frames: FrameText): readonly Fix[] {
  const list = frames.parsed.frames;
  const printed = list && printFrames(list, frames.dialect);
  if (printed === undefined || !('text' in printed) || printed.text === frames.text) return [];
  return [{ title: `Name each frame once: ${shown(printed.text)}`, edits: [frames.rewrite(printed.text)] }];
}
