import { gatherAll } from '../gather.ts';
import { commaParts } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth, STEP_ZERO } from '../part-frames.ts';
import { NUMBERS } from '../whole-numbers.ts';

/** Qube's frame ranges, as its manual says: `1-100x3`. Their order is an option of the job. */
export const qubeDialect = partDialect({
  name: 'qube',
  title: 'Qube!',
  reads: '1, 1-10 and 1-10x3',
  form: { number: NUMBERS.signed, range: '-', step: 'x', by: NUMBERS.plain },
  split: (text) => (text === '' ? [] : commaParts(text)),
  frames: ({ first, last, by }) => (by === 0 ? STEP_ZERO : everyNth(first, last, by)),
  gather: gatherAll,
});
