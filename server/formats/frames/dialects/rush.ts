import { gatherAll } from '../gather.ts';
import { partsBetween } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth, STEP_ZERO } from '../part-frames.ts';
import { NUMBERS } from '../whole-numbers.ts';

/** Rush's frames, as its manual says: parts between blanks, `100-150,2`, a negative step where a range goes down. */
export const rushDialect = partDialect({
  name: 'rush',
  title: 'Rush',
  reads: '1, 1-10 and 1-10,3, with blanks between them',
  form: { number: NUMBERS.signed, range: '-', step: ',' },
  split: (text) => partsBetween(text, /\s+/g),
  frames: ({ first, last, by = 1 }) => {
    if (by === 0) return STEP_ZERO;
    if (first > last && by > 0) return { code: 'step-positive', fault: 'A range that goes down has a negative step.' };
    if (first < last && by < 0) return { code: 'step-negative', fault: 'A range that goes up has a positive step.' };
    return everyNth(first, last, by);
  },
  gather: gatherAll,
});
