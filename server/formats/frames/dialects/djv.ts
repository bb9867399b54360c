import { gatherAll } from '../gather.ts';
import { commaParts } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth } from '../part-frames.ts';
import { NUMBERS } from '../whole-numbers.ts';

/** DJV's sequences, as its manual says: `1,3-5`, also `5-1`. */
export const djvDialect = partDialect({
  name: 'djv',
  title: 'DJV',
  reads: '1 and 1-10',
  form: { number: NUMBERS.plain, range: '-' },
  split: (text) => (text === '' ? [] : commaParts(text)),
  frames: ({ first, last }) => everyNth(first, last),
  gather: gatherAll,
});
