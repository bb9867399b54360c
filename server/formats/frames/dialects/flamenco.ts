import type { FrameDialect } from '../dialect.ts';
import { gatherSorted } from '../gather.ts';
import { commaParts } from '../list-parts.ts';
import { type PartFault, type PartFrames, partDialect } from '../part-dialect.ts';
import { everyNth, largeFrame, NO_FRAMES } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';
import type { FormMatch } from '../range-form.ts';
import { upByOne } from '../step-text.ts';
import { BLANKS, NUMBERS } from '../whole-numbers.ts';

const title = 'Flamenco';

/** The numbers of Flamenco have 64 bits. */
const MOST = 2n ** 63n - 1n;

/**
 * The lists that Flamenco's `frameChunker` reads (`js_globals.go`): sorted, each frame once, no steps, nothing below 0. A
 * range that goes down is left out without a word.
 */
export const flamencoDialect: FrameDialect = partDialect({
  name: 'flamenco',
  title,
  reads: '1, 1-10 and 1..10',
  form: { number: NUMBERS.withPlus, range: '-|\\.\\.', blank: `[${BLANKS.go}]*` },
  split: (text) => (text.trim() === '' ? [] : commaParts(text)),
  frames: ({ first, last }) => (first > last ? NO_FRAMES : everyNth(first, last)),
  exactFrames,
  gather: gatherSorted,
  print: (frames) =>
    printParts(frames, {
      title,
      separator: ',',
      style: { dash: '-', step: upByOne, holdsLast: false },
      order: 'sorted',
      refusesNegative: `${title} reads no frames below 0.`,
      parse: flamencoDialect.parse,
    }),
});

function exactFrames(part: FormMatch): PartFrames | PartFault {
  const frames = largeFrame(part);
  if (!('texts' in frames) || frames.texts.every((text) => BigInt(text) <= MOST)) return frames;
  return { code: 'frame-too-large', fault: `${title} reads no frames beyond ${MOST}.` };
}
