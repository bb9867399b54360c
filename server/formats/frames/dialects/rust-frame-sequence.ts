import { halvedOrder } from '../coarse-order.ts';
import { FrameLimitError } from '../frame-limit.ts';
import { frameRun } from '../frame-run.ts';
import { gatherOnce } from '../gather.ts';
import { commaParts } from '../list-parts.ts';
import { type PartFrames, partDialect } from '../part-dialect.ts';
import { everyNth, STEP_ZERO } from '../part-frames.ts';
import { NUMBERS } from '../whole-numbers.ts';

const MOST_HALVED = 1_000_000;

/** The Rust crate `frame-sequence`, as its documentation says: `10-20@2`, and `10-20@b` for halves of halves. */
export const rustFrameSequenceDialect = partDialect({
  name: 'rust-frame-sequence',
  title: 'frame-sequence (Rust)',
  reads: '1, 1-10, 1-10@3, 1-10x3 and 1-10@b',
  form: { number: NUMBERS.signed, range: '-', step: '[@x]', by: '[0-9]+|b' },
  split: (text) => (text === '' ? [] : commaParts(text)),
  frames: ({ first, last, by }) => {
    if (Number.isNaN(by)) return halved(first, last);
    return by === 0 ? STEP_ZERO : everyNth(first, last, by);
  },
  gather: gatherOnce,
});

function halved(first: number, last: number): PartFrames {
  const count = Math.abs(last - first) + 1;
  if (count > MOST_HALVED) {
    throw new FrameLimitError('too-many-frames', `More than ${MOST_HALVED} frames are not put in the order of halves.`);
  }
  const sign = last < first ? -1 : 1;
  return { groups: Array.from(halvedOrder(count), (at) => [frameRun(first + at * sign)]) };
}
