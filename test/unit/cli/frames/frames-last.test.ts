import { expect, test } from 'vitest';
import { framesLast } from '../../../../server/cli/frames/frames-last.ts';

test.each([
  ['frames expand 1-5 --json', 'frames expand 1-5 --json'],
  ['frames expand -5--1 --json', 'frames expand --json -- -5--1'],
  ['frames convert -5 --to nuke', 'frames convert --to nuke -- -5'],
  ['frames expand --5', 'frames expand -- --5'],
  ['frames expand -h', 'frames expand -h'],
  ['frames expand --json -- -5', 'frames expand --json -- -5'],
  ['frames chunk -5--1 --size -3', 'frames chunk --size -3 -- -5--1'],
  ['check -5', 'check -5'],
])('%s', (words, expected) => {
  expect(framesLast(words.split(' ')).join(' ')).toBe(expected);
});
