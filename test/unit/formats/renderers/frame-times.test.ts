import { describe, expect, test } from 'vitest';
import { describeRate, FrameTimes, spanOf } from '../../../../server/formats/renderers/frame-times.ts';

const timesOf = (...seconds: readonly number[]) => {
  const times = new FrameTimes(1_000);
  for (const [index, at] of seconds.entries()) times.finished(index + 1, 1_000 + at * 1_000);
  return times;
};

describe('the rate', () => {
  test('is unknown before the first frame', () => {
    expect(new FrameTimes(0).rate(10, 60_000)).toBeUndefined();
  });

  test('is that of a typical frame', () => {
    expect(timesOf(10, 20, 120, 130).rate(10, 131_000)).toEqual({
      perHour: 360,
      secondsPerFrame: 10,
      secondsLeft: 60,
    });
  });

  test('looks at the last frames', () => {
    const slowly = Array.from({ length: 20 }, (_, index) => (index + 1) * 100);
    const fast = Array.from({ length: 20 }, (_, index) => 2_000 + index + 1);
    expect(timesOf(...slowly, ...fast).rate(50, 2_021_000)?.secondsPerFrame).toBe(1);
  });

  test('frames that are told together share the time', () => {
    const times = new FrameTimes(0);
    times.finished(5, 10_000);
    expect(times.rate(10, 10_000)).toEqual({ perHour: 1_800, secondsPerFrame: 2, secondsLeft: 10 });
  });

  test('the frame in work counts with what it has taken', () => {
    expect(timesOf(10, 20).rate(4, 1_000 + 24_000)?.secondsLeft).toBe(16);
    expect(timesOf(10, 20).rate(4, 1_000 + 500_000)?.secondsLeft).toBe(10);
  });

  test('several at a time get done sooner', () => {
    expect(timesOf(10, 20).rate(7, 21_000, 2)?.secondsLeft).toBe(30);
  });

  test('nothing is left of what is done, and a clock that goes back does no harm', () => {
    expect(timesOf(10, 20).rate(2, 21_000)?.secondsLeft).toBe(0);
    expect(timesOf(10, 5).rate(3, 0)?.secondsPerFrame).toBe(5);
  });
});

test.each([
  [0.1234, '0.12 s'],
  [12.54, '12.5 s'],
  [59.9, '59.9 s'],
  [60, '1 min'],
  [200, '3 min 20 s'],
  [3_900, '1 h 5 min'],
  [183_600, '2 d 3 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(spanOf(seconds)).toBe(words);
});

test('a rate in words', () => {
  expect(describeRate({ perHour: 288, secondsPerFrame: 12.5, secondsLeft: 3_900 })).toBe(
    '12.5 s a frame, 288 frames an hour, 1 h 5 min left',
  );
});
