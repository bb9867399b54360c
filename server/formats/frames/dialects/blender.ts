import type { FrameDialect } from '../dialect.ts';
import { gatherAll } from '../gather.ts';
import { commaParts } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth, goesDown } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';
import { upByOne } from '../step-text.ts';
import { NUMBERS } from '../whole-numbers.ts';

const title = 'Blender';

/**
 * What Blender's `-f` reads: `1,3,5..10`. A frame with a sign counts from the scene's first or last one, which no text
 * tells: it is an error here.
 */
export const blenderDialect: FrameDialect = partDialect({
  name: 'blender',
  title,
  reads: '1 and 1..10 (frames with a sign are relative to the scene)',
  form: { number: NUMBERS.plain, range: '\\.\\.' },
  split: (text) => (text === '' ? [] : commaParts(text)),
  frames: ({ first, last }) => (first > last ? goesDown(title) : everyNth(first, last)),
  gather: gatherAll,
  print: (frames) =>
    printParts(frames, {
      title,
      separator: ',',
      style: { dash: '..', step: upByOne, holdsLast: false },
      order: 'as written',
      refusesNegative: `${title} takes a frame below 0 for one before the scene's end.`,
      parse: blenderDialect.parse,
    }),
});
