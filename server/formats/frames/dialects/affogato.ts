import { gatherOnce } from '../gather.ts';
import { commaParts } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNthAndLast, STEP_ZERO } from '../part-frames.ts';
import { NUMBERS } from '../whole-numbers.ts';

/** Affogato's frame sequences, as its reference says: `10-20@3` with the last frame always in, each frame once. */
export const affogatoDialect = partDialect({
  name: 'affogato',
  title: 'Affogato',
  reads: '1, 1-10 and 1-10@3',
  form: { number: NUMBERS.signed, range: '-', step: '@', by: NUMBERS.plain },
  split: (text) => (text === '' ? [] : commaParts(text)),
  frames: ({ first, last, by }) => (by === 0 ? STEP_ZERO : everyNthAndLast(first, last, by)),
  gather: gatherOnce,
});
