import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameLimitError } from '../../../../server/formats/frames/frame-limit.ts';
import { FrameList } from '../../../../server/formats/frames/frame-list.ts';
import { type FrameRun, frameRun } from '../../../../server/formats/frames/frame-run.ts';
import { onlyOnce } from '../../../../server/formats/frames/once.ts';

/** Runs that are long for their number, so that they are not walked. */
const longRun: fc.Arbitrary<FrameRun> = fc
  .tuple(
    fc.integer({ min: 0, max: 600 }),
    fc.integer({ min: 600, max: 1500 }),
    fc.integer({ min: 1, max: 6 }),
    fc.boolean(),
  )
  .map(([low, high, step, isDown]) => (isDown ? frameRun(high, low, -step) : frameRun(low, high, step)));

test('every frame is where it comes first, by arithmetic as by walking', () => {
  fc.assert(
    fc.property(fc.array(longRun, { minLength: 2, maxLength: 5 }), (runs) => {
      const groups = runs.map((run) => [run]);
      const expected = [...new Set(FrameList.of(runs))];
      expect([...FrameList.ofGroups(onlyOnce(groups))]).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

describe('steps without a common divisor', () => {
  const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97];
  const runsTo = (last: number) => primes.map((step) => [frameRun(0, last, step)]);

  test('are walked where that is quick', () => {
    const last = 200_000;
    const expected = new Set(runsTo(last).flatMap((group) => [...FrameList.of(group)])).size;
    expect(FrameList.ofGroups(onlyOnce(runsTo(last))).count).toBe(expected);
  });

  test('are refused where it is not', () => {
    expect(() => onlyOnce(runsTo(Number.MAX_SAFE_INTEGER))).toThrow(FrameLimitError);
  });
});

test('a range with very many holes is held', () => {
  const singles = Array.from({ length: 200_000 }, (_, at) => [frameRun(at * 3)]);
  const once = onlyOnce([...singles, [frameRun(0, 599_999)], [frameRun(1, 900_001, 4)], [frameRun(600_000, 900_000)]]);
  expect(FrameList.ofGroups(once).count).toBe(900_002);
});
