import { expect, test } from 'vitest';
import { Delays } from '../../../../server/pipeline/workers/delays.ts';

test('what half and 99 of 100 were at most is told, and nothing before something was counted', () => {
  const delays = new Delays();
  expect(delays.summary).toBeUndefined();
  for (let count = 0; count < 98; count += 1) delays.note(10);
  delays.note(200);
  delays.note(900);
  expect(delays.summary).toEqual({ count: 100, p50: 10, p99: 200, max: 900 });
});

test('what took no time, or longer than anybody waits, is counted at the ends', () => {
  const delays = new Delays();
  delays.note(0);
  delays.note(1e12);
  expect(delays.summary).toMatchObject({ count: 2, p50: 1 });
  expect(delays.summary?.max).toBeGreaterThanOrEqual(3_600_000);
});
