import { gatherAll } from '../gather.ts';
import { commaParts } from '../list-parts.ts';
import { partDialect } from '../part-dialect.ts';
import { everyNth, goesDown, STEP_ZERO } from '../part-frames.ts';
import { NUMBERS } from '../whole-numbers.ts';

const title = 'Royal Render';

/** Royal Render's frame lists, as its page on job files says: `1003, 1006-1014+4`. */
export const royalRenderDialect = partDialect({
  name: 'royalrender',
  title,
  reads: '1, 1-10 and 1-10+3',
  form: { number: NUMBERS.plain, range: '-', step: '\\+', blank: '\\s*' },
  split: (text) => (text.trim() === '' ? [] : commaParts(text)),
  frames: ({ first, last, by }) => {
    if (first > last) return goesDown(title);
    return by === 0 ? STEP_ZERO : everyNth(first, last, by);
  },
  gather: gatherAll,
});
