import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import type { InlayHint } from '../answers/inlay-hints.ts';
import { countOf } from './frame-count.ts';

/** How many frames a text has, behind it; nothing for a single frame, and for what cannot be read. */
export function hintOf({ parsed: { frames }, place, dialect }: FrameText): InlayHint | undefined {
  if (frames === undefined || frames.count < 2) return undefined;
  const tooltip = `${countOf(frames.count)}, from ${frames.min} to ${frames.max}, as ${dialect.title} reads the text.`;
  return { at: place.whole.end, topic: 'frames', label: countOf(frames.count), tooltip };
}
