import { expect, test } from 'vitest';
import { duration, fill } from '../../../../../client/job-page/model/spoken.ts';
import { roundUp, timeChart } from '../../../../../client/job-page/model/time-chart.ts';

const times = (...seconds: readonly number[]) => seconds.map((it, place) => ({ place, frame: place + 1, seconds: it }));

test('a bar for each frame, and the median and the slowest of all', () => {
  const chart = timeChart(times(2, 9, 4, 3), 10);
  expect(chart).toMatchObject({ median: 3.5, slowest: { frame: 2, seconds: 9 }, top: 10 });
  expect(chart?.bars.map(({ slowest }) => slowest.seconds)).toEqual([2, 9, 4, 3]);
  expect(timeChart([], 10)).toBeUndefined();
});

test('frames that stand too close share a bar, which the slowest decides', () => {
  const chart = timeChart(times(1, 1, 8, 1, 1, 1, 2), 3);
  expect(
    chart?.bars.map(({ first, last, slowest, typical }) => [first.frame, last.frame, slowest.frame, typical]),
  ).toEqual([
    [1, 3, 3, 1],
    [4, 6, 4, 1],
    [7, 7, 7, 2],
  ]);
});

test.each([
  [0, 1],
  [0.03, 0.05],
  [1, 1],
  [1.2, 2],
  [2.0000000001, 2],
  [37, 50],
  [100, 100],
  [5_001, 10_000],
])('the scale for %d s ends at %d s', (value, top) => {
  expect(roundUp(value)).toBeCloseTo(top, 9);
});

test.each([
  [0.254, '0.25 s'],
  [12.54, '12.5 s'],
  [59.99, '60 s'],
  [200, '3 min 20 s'],
  [3_900, '1 h 5 min'],
  [86_400, '1 d'],
])('%d seconds are said as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('values are put into texts', () => {
  expect(fill('{0} of {1}, {0}', 3, 'b')).toBe('3 of b, 3');
  expect(fill('{5}', 1)).toBe('{5}');
});
