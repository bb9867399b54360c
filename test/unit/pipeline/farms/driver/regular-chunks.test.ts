import { expect, test } from 'vitest';
import { regularChunks } from '../../../../../server/pipeline/farms/driver/regular-chunks.ts';
import { chunksOf } from '../support/template-order.ts';

test.each([
  [chunksOf(1, 25, 10), { first: 1, last: 25, step: 1, size: 10, count: 3, lastSize: 5 }],
  [chunksOf(1, 20, 1, 5), { first: 1, last: 16, step: 5, size: 1, count: 4, lastSize: 1 }],
  [chunksOf(1, 41, 4, 5), { first: 1, last: 41, step: 5, size: 4, count: 3, lastSize: 1 }],
  [chunksOf(7, 7, 1), { first: 7, last: 7, step: 1, size: 1, count: 1, lastSize: 1 }],
  [[...chunksOf(1, 4, 2), ...chunksOf(6, 7, 2)], undefined],
  [[...chunksOf(1, 4, 2), ...chunksOf(5, 8, 4)], undefined],
  [[...chunksOf(1, 4, 2), ...chunksOf(5, 7, 2, 2)], undefined],
  [chunksOf(1, 3, 1).reverse(), undefined],
  [[], undefined],
])('%#: chunks that follow each other', (chunks, expected) => {
  expect(regularChunks(chunks)).toEqual(expected);
});
