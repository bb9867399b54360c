import type { FrameDialect } from '../dialect.ts';
import { gatherAll } from '../gather.ts';
import { partsBetween } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth, STEP_ZERO } from '../part-frames.ts';
import { printParts } from '../print-parts.ts';
import { upBy } from '../step-text.ts';
import { NUMBERS } from '../whole-numbers.ts';

const title = 'Nuke';

/**
 * Nuke's frame ranges, as its guide says: parts between blanks, `1-10x3`, frames below 0. What Nuke makes of a range that
 * goes down is not documented: it is read as it stands, and never written.
 */
export const nukeDialect: FrameDialect = partDialect({
  name: 'nuke',
  title,
  reads: '1, 1-10 and 1-10x3, with blanks between them',
  form: { number: NUMBERS.signed, range: '-', step: 'x', by: NUMBERS.plain },
  split: (text) => partsBetween(text, /\s+/g),
  frames: ({ first, last, by }) => (by === 0 ? STEP_ZERO : everyNth(first, last, by)),
  gather: gatherAll,
  print: (frames) =>
    printParts(frames, {
      title,
      separator: ' ',
      style: {
        dash: '-',
        step: upBy('x'),
        holdsLast: false,
      },
      order: 'as written',
      parse: nukeDialect.parse,
    }),
});
