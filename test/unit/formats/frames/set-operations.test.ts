import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameLimitError } from '../../../../server/formats/frames/frame-limit.ts';
import { FrameList } from '../../../../server/formats/frames/frame-list.ts';
import { frameRun } from '../../../../server/formats/frames/frame-run.ts';
import {
  differenceOf,
  distinctFrames,
  intersectionOf,
  sortedFrames,
  unionOf,
} from '../../../../server/formats/frames/set-operations.ts';
import { anyList } from './random-frames.ts';

const once = (frames: Iterable<number>) => [...new Set(frames)];

test('operations on lists are those on sets, in order', () => {
  fc.assert(
    fc.property(anyList, anyList, (a, b) => {
      const [inA, inB] = [new Set(a), new Set(b)];
      expect([...distinctFrames(a)]).toEqual(once(a));
      expect([...sortedFrames(a)]).toEqual(once(a).sort((x, y) => x - y));
      expect([...unionOf(a, b)]).toEqual(once([...a, ...b]));
      expect([...intersectionOf(a, b)]).toEqual(once(a).filter((frame) => inB.has(frame)));
      expect([...differenceOf(a, b)]).toEqual(once(a).filter((frame) => !inB.has(frame)));
      expect(differenceOf(b, a).count).toBe(once(b).filter((frame) => !inA.has(frame)).length);
    }),
    { numRuns: 1000 },
  );
});

describe('long stepped ranges', () => {
  const upTo = (step: number, first = 1, to = 999_999_999) => FrameList.of([frameRun(first, to, step)]);
  test('stay exact', () => {
    const [all, halves, thirds] = [upTo(1), upTo(2), upTo(3)];
    expect(unionOf(halves, thirds).count).toBe(666_666_666);
    expect(intersectionOf(halves, thirds).count).toBe(166_666_667);
    expect(differenceOf(all, thirds).count).toBe(666_666_666);
    expect([...differenceOf(all, thirds).runs().take(2)]).toEqual([frameRun(2, 3), frameRun(5, 6)]);
    expect(intersectionOf(all, halves).has(999_999_999)).toBe(true);
    expect(differenceOf(all, halves).has(999_999_999)).toBe(false);
  });

  test('of large numbers stay exact', () => {
    const max = Number.MAX_SAFE_INTEGER;
    const [one, other] = [upTo(94_906_267, 0, max), upTo(94_906_249, max % 94_906_249, max)];
    const [both] = intersectionOf(one, other).runs();
    expect((both?.first ?? 1) % 94_906_267).toBe(0);
    expect((max - (both?.first ?? 1)) % 94_906_249).toBe(0);
  });

  test('that would leave more pieces than can be held are refused', () => {
    const primes = [100_003, 100_019, 100_043, 100_049].map((step) => upTo(step, 1, Number.MAX_SAFE_INTEGER));
    const all = upTo(1, 1, Number.MAX_SAFE_INTEGER);
    const subtractAll = () => primes.reduce((left, prime) => differenceOf(left, prime), all);
    expect(subtractAll).toThrow(FrameLimitError);
  });
});

test('frames that are no whole numbers are refused', () => {
  const odd = FrameList.ofTexts(['1.5']);
  expect(() => unionOf(odd, odd)).toThrow(FrameLimitError);
});
