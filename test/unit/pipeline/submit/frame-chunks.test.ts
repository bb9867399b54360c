import { expect, test } from 'vitest';
import { chunkText } from '../../../../server/pipeline/queue/frame-chunk.ts';
import { FrameSet } from '../../../../server/pipeline/queue/frame-set.ts';
import { frameChunks } from '../../../../server/pipeline/submit/frame-chunks.ts';

const chunks = (frames: string, size: number, takesSteps = false): string =>
  frameChunks(FrameSet.parse(frames).list, size, takesSteps).map(chunkText).join(' ');

test.each([
  ['1-10', 4, '1-4 5-8 9-10'],
  ['1,2,3,5', 10, '1-3 5'],
  ['10-1', 4, '9-10 5-8 1-4'],
  ['1-10x3', 10, '1 4 7 10'],
  ['1-5,3-8', 10, '1-8'],
  ['-5--1', 2, '-5--4 -3--2 -1'],
  ['7', 10, '7'],
])('%s in chunks of %i: %s', (frames, size, expected) => {
  expect(chunks(frames, size)).toBe(expected);
});

test.each([
  ['1-100x5', 10, '1-46x5 51-96x5 100'],
  ['1-100x5', 100, '1-96x5 100'],
  ['1-10x3', 3, '1-7x3 10'],
  ['10-1x3', 3, '10 1-7x3'],
  ['1-20x10,1-20', 5, '1 11 20 2-6 7-10 12-16 17-19'],
  ['1-9x4', 1, '1 5 9'],
])('%s in chunks of %i for a renderer that takes steps: %s', (frames, size, expected) => {
  expect(chunks(frames, size, true)).toBe(expected);
});

test('what nobody can look after is refused, however it is written', () => {
  expect(() => chunks('1-1000000', 1)).toThrow(expect.objectContaining({ code: 'invalid-parameters' }));
  expect(() => chunks('1-1000000000x2', 10)).toThrow(expect.objectContaining({ code: 'invalid-parameters' }));
});
