import type { FrameDialect } from '../dialect.ts';
import { gatherOnce } from '../gather.ts';
import { partsBetween } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth, STEP_ZERO } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';
import { byX } from '../step-text.ts';
import { NUMBERS } from '../whole-numbers.ts';

const title = 'Deadline';

/** Deadline's frame lists, as its page on their formatting says: as written, each frame once; the direction is free. */
export const deadlineDialect: FrameDialect = partDialect({
  name: 'deadline',
  title,
  reads: '1, 1-10, 1:10, 1-10x3, 1-10:3, 1-10step3, 1-10by3 and 1-10every3',
  form: { number: NUMBERS.signed, range: '[-:]', step: 'x|:|step|by|every', by: NUMBERS.plain },
  split: (text) => partsBetween(text, /[\s,]+/g),
  frames: ({ first, last, by }) => (by === 0 ? STEP_ZERO : everyNth(first, last, by)),
  gather: gatherOnce,
  print: (frames) =>
    printParts(frames, {
      title,
      separator: ',',
      style: {
        dash: '-',
        step: byX,
        holdsLast: false,
      },
      order: 'as written, each once',
      refusesNegative: `Whether ${title} reads frames below 0 is not documented.`,
      parse: deadlineDialect.parse,
    }),
});
