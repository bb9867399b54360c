import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameList } from '../../../../server/formats/frames/frame-list.ts';
import { frameRun } from '../../../../server/formats/frames/frame-run.ts';
import { parseFrames } from '../../../../server/formats/frames/parse-frames.ts';
import { differenceOf, distinctFrames } from '../../../../server/formats/frames/set-operations.ts';
import { anyList } from './random-frames.ts';

test('a list knows of its frames what walking them tells', () => {
  fc.assert(
    fc.property(anyList, anyList, (a, b) => {
      for (const list of [a, distinctFrames(a), differenceOf(a, b)]) {
        const frames = [...list];
        expect(list.count).toBe(frames.length);
        expect(list.first).toBe(frames[0]);
        expect(list.last).toBe(frames.at(-1));
        expect(list.min).toBe(frames.length === 0 ? undefined : Math.min(...frames));
        expect(list.max).toBe(frames.length === 0 ? undefined : Math.max(...frames));
        for (let frame = -45; frame < 85; frame++) expect(list.has(frame)).toBe(frames.includes(frame));
        expect([...list.runs()].flatMap((run) => [...FrameList.of([run])])).toEqual(frames);
      }
    }),
  );
});

test('frames are put together into runs', () => {
  const frames = [1, 2, 3, 10, 20, 30, 31, 5, 5, -1, -2];
  expect([...FrameList.ofFrames(frames)]).toEqual(frames);
  expect([...FrameList.ofFrames([1, 2, 3, 10, 20, 30, 40]).runs()]).toEqual([frameRun(1, 3), frameRun(10, 40, 10)]);
  expect([...FrameList.ofFrames([1, 5, 6, 7]).runs()]).toEqual([frameRun(1), frameRun(5, 7)]);
});

describe('a billion frames cost what one costs', () => {
  const list = parseFrames('1-999999999x2,1-999999999x3').frames ?? FrameList.of([]);
  test('to count, to find the ends, to look up, and to begin with', () => {
    expect([list.count, list.first, list.last, list.min, list.max]).toEqual([
      666_666_666, 1, 999_999_994, 1, 999_999_999,
    ]);
    expect([4, 5, 6, 999_999_994, 1_000_000_000].map((frame) => list.has(frame))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect([...list.runs().take(2)]).toEqual([frameRun(1, 999_999_999, 2), frameRun(4, 999_999_994, 6)]);
  });
});

test('decimal frames are held as they are written', () => {
  const list = FrameList.ofTexts(['1.50', '2']);
  expect([list.count, list.first, list.max, list.has(1.5), [...list], [...list.frameTexts()]]).toEqual([
    2,
    1.5,
    2,
    true,
    [1.5, 2],
    ['1.50', '2'],
  ]);
});
