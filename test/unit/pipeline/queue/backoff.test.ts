import { expect, test } from 'vitest';
import { backoffAfter, restLeft } from '../../../../server/pipeline/queue/backoff.ts';

test.each([
  [0, 1, 0],
  [5, 1, 5],
  [5, 2, 10],
  [5, 4, 40],
  [5, 99, 600],
  [1_000, 1, 600],
])('after a base of %i s and %i failures the pause is %i s', (base, failures, expected) => {
  expect(backoffAfter(base, failures)).toBe(expected);
});

test.each([
  ['in time', 10_000, 4_000, 6_000],
  ['late', 10_000, 50_000, 0],
  ['with a clock that was set back a year', 31_536_000_000, 0, 10_000],
])('what is left of a rest: %s', (_, retryAt, now, expected) => {
  expect(restLeft(retryAt, now, 10, 1)).toBe(expected);
});
