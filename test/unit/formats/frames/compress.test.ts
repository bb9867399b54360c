import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compressFrames } from '../../../../server/formats/frames/compress.ts';
import { FrameList } from '../../../../server/formats/frames/frame-list.ts';
import { frameRun } from '../../../../server/formats/frames/frame-run.ts';
import { parseFrames } from '../../../../server/formats/frames/parse-frames.ts';
import { distinctFrames } from '../../../../server/formats/frames/set-operations.ts';
import { anyFrames, anyList } from './random-frames.ts';

const cases: [frames: readonly number[], text: string][] = [
  [[1], '1'],
  [[1, 2], '1-2'],
  [[1, 5], '1,5'],
  [[1, 2, 3, 4], '1-4'],
  [[4, 3, 2, 1], '4-1'],
  [[1, 3, 5, 7], '1-7x2'],
  [[1, 6, 11, 16, 20], '1-20x5'],
  [[20, 15, 10, 5, 1], '20-1x5'],
  [[1, 4, 5], '1,4-5'],
  [[-3, -2, -1, 0], '-3-0'],
  [[-1, -2, -3], '-1--3'],
  [[10, 1, 2, 3], '10,1-3'],
  [[1, 2, 3, 5, 7, 9, 10], '1-3,5-10x2'],
  [[1, 11, 21, 22, 23, 24], '1,11,21-24'],
  [[80, 90, 100, 101, 102], '80,90,100-102'],
  [[-18, -16, -14, -12, -10, -9, -8, -7, -6, -5, -4, -3, -2, -1, 0], '-18--9x2,-8-0'],
];
test.each(cases)('%j is %s', (frames, text) => {
  expect(compressFrames(FrameList.ofFrames(frames))).toBe(text);
});

/** The shortest text by trying all ways to cut frames into ranges. */
function shortest(frames: readonly number[]): number {
  const least = [0];
  for (let end = 1; end <= frames.length; end++) {
    const lengths = Array.from(
      { length: end },
      (_, from) => partLength(frames.slice(from, end)) + 1 + (least[from] ?? 0),
    );
    least.push(Math.min(...lengths));
  }
  return (least.at(-1) ?? 0) - 1;
}

function partLength(frames: readonly number[]): number {
  const [first = 0, second, last = second] = [frames[0], frames[1], frames.at(-1)];
  if (second === undefined || last === undefined) return String(first).length;
  const step = Math.abs(second - first);
  const text = `${first}-${last}${step === 1 ? '' : `x${step}`}`;
  return String([...(parseFrames(text).frames ?? [])]) === String(frames) ? text.length : Number.POSITIVE_INFINITY;
}

test('no cut into ranges gives a shorter text, and the text is read back as it was', () => {
  fc.assert(
    fc.property(anyFrames, (frames) => {
      const text = compressFrames(FrameList.ofFrames(frames));
      expect([...(parseFrames(text).frames ?? [])]).toEqual(frames);
      expect(text.length).toBe(shortest(frames));
    }),
    { numRuns: 500 },
  );
});

test('long runs are cut as their frames would be', () => {
  fc.assert(
    fc.property(anyList, (list) => {
      const frames = [...distinctFrames(list)];
      if (frames.length === 0) return;
      const text = compressFrames(list);
      expect([...(parseFrames(text).frames ?? [])]).toEqual(frames);
      expect(text.length).toBeLessThanOrEqual(shortest(frames));
    }),
    { numRuns: 200 },
  );
});

test('what a range leaves of frames before it is written as the range', () => {
  const list = parseFrames('1-999999999x7,1-999999999x3,1-999999999').frames ?? FrameList.of([]);
  expect(list.count).toBe(999_999_999);
  expect(compressFrames(list)).toBe('1-999999999x7,4-999999997x3,2-999999998');
});

test('long ranges cost nothing', () => {
  expect(compressFrames(FrameList.of([frameRun(1, 999_999_998), frameRun(999_999_999)]))).toBe('1-999999999');
});
