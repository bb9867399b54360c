import { expect, test } from 'vitest';
import { describeFrames } from '../../../../server/pipeline/submit/describe-frames.ts';

test.each([
  ['1-24', 10, { count: 24, chunks: 3, first: ['1-10', '11-20', '21-24'] }],
  ['7', 10, { count: 1, chunks: 1, first: ['7'] }],
  ['1-10x5', 10, { count: 3, chunks: 3, first: ['1', '6', '10'] }],
  ['1-100', 1, { count: 100, chunks: 100, first: ['1', '2', '3', '4', '5'] }],
  [' 5 - 1, 5 ', 2, { count: 5, chunks: 3, first: ['5', '3-4', '1-2'] }],
])('%s in chunks of %i', (text, chunkSize, expected) => {
  expect(describeFrames(text, chunkSize)).toEqual({ ...expected, faults: [] });
});

test.each([
  ['1-10x0', 5, 6],
  ['1,🎬', 2, 4],
  ['', 0, 0],
])('what is wrong in "%s" is told with its place', (text, start, end) => {
  const { count, faults } = describeFrames(text, 10);
  expect(count).toBe(0);
  expect(faults).toMatchObject([{ start, end }]);
});

test('a billion frames are too many chunks, told without making them', () => {
  const { count, chunks, faults } = describeFrames('1-1000000000', 10);
  expect([count, chunks]).toEqual([1e9, undefined]);
  expect(faults).toMatchObject([{ code: 'too-many-chunks', start: 0, end: 12 }]);
});
