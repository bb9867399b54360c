import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunksMeet, chunkText, countFrames, framesOf } from '../../../../server/pipeline/queue/frame-chunk.ts';
import { FrameSet } from '../../../../server/pipeline/queue/frame-set.ts';

test.each([
  [{ first: 7, last: 7 }, '7', [7]],
  [{ first: -1, last: 1 }, '-1-1', [-1, 0, 1]],
  [{ first: 1, last: 16, step: 5 }, '1-16x5', [1, 6, 11, 16]],
])('%o is written %s', (chunk, text, frames) => {
  expect([chunkText(chunk), framesOf(chunk), countFrames(chunk)]).toEqual([text, frames, frames.length]);
  expect([...FrameSet.parse(text).list]).toEqual(frames);
});

const chunk = fc
  .record({
    first: fc.integer({ min: -20, max: 20 }),
    count: fc.integer({ min: 1, max: 8 }),
    step: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ first, count, step }) => ({ first, last: first + (count - 1) * step, ...(step > 1 && { step }) }));

test('two chunks meet where they have a frame in common', () => {
  fc.assert(
    fc.property(chunk, chunk, (one, other) => {
      const frames = new Set(framesOf(one));
      const expected = framesOf(other).some((frame) => frames.has(frame));
      expect([chunksMeet(one, other), chunksMeet(other, one)]).toEqual([expected, expected]);
    }),
  );
});
