import { compressFrames } from './compress.ts';
import type { FrameDialect, ParsedFrames } from './dialect.ts';
import { FRAME_DIALECTS } from './dialects/all-dialects.ts';
import { complineDialect } from './dialects/compline.ts';
import { FrameLimitError } from './frame-limit.ts';
import type { FrameList } from './frame-list.ts';
import { sameSequence } from './same-frames.ts';
import { differenceOf } from './set-operations.ts';

/** How one program reads a text that is meant for another, and reads it in another way. */
export interface DifferingDialect {
  readonly dialect: string;
  readonly title: string;
  /** For people, in a few words: `20 frames, without 100`, `refuses it`. */
  readonly reading: string;
}

/** Up to so many frames are named. */
const MOST_NAMED = 3;

/** The programs that read a text in another way than the dialect it is in: other frames, another order, or none at all. */
export function differingDialects(text: string, own: FrameDialect = complineDialect): readonly DifferingDialect[] {
  const ours = own.parse(text);
  return FRAME_DIALECTS.flatMap((dialect) => {
    const { name, title } = dialect;
    const reading = name === own.name ? undefined : readingOf(dialect.parse(text), ours);
    return reading === undefined ? [] : [{ dialect: name, title, reading }];
  });
}

function readingOf(theirs: ParsedFrames, ours: ParsedFrames): string | undefined {
  if (theirs.frames === undefined) return ours.frames === undefined ? undefined : 'refuses it';
  const count = `${theirs.frames.count} frame${theirs.frames.count === 1 ? '' : 's'}`;
  if (ours.frames === undefined) return count;
  if (sameSequence(theirs.frames, ours.frames)) return undefined;
  if (theirs.frames.count > ours.frames.count) return `${count}${named('also', theirs.frames, ours.frames)}`;
  if (theirs.frames.count < ours.frames.count) return `${count}${named('without', ours.frames, theirs.frames)}`;
  return sameNumbers(theirs.frames, ours.frames) ? `${count} in another order` : `${count}, others`;
}

/** The frames by which one list is longer than another, where they are few. */
function named(word: string, longer: FrameList, shorter: FrameList): string {
  const more = difference(longer, shorter);
  if (more === undefined || more.count === 0 || more.count > MOST_NAMED) return '';
  return difference(shorter, longer)?.count === 0 ? `, ${word} ${compressFrames(more)}` : '';
}

function sameNumbers(a: FrameList, b: FrameList): boolean {
  return difference(a, b)?.count === 0 && difference(b, a)?.count === 0;
}

function difference(a: FrameList, b: FrameList): FrameList | undefined {
  try {
    return differenceOf(a, b);
  } catch (error) {
    if (error instanceof FrameLimitError) return undefined;
    throw error;
  }
}
