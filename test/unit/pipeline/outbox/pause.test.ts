import { expect, test } from 'vitest';
import { askedPause, LONGEST_ASKED, pauseAfter } from '../../../../server/pipeline/outbox/pause.ts';

test.each([
  [1, 0, 5_000],
  [1, 0.999_999, 2_500],
  [2, 0, 10_000],
  [5, 0, 80_000],
  [11, 0, 3_600_000],
  [1_000_000, 0, 3_600_000],
])('after %d attempts, by the chance of %d', (attempts, random, pause) => {
  expect(pauseAfter(attempts, random)).toBe(pause);
});

const NOW = Date.UTC(2026, 0, 1);

test.each([
  ['seconds', '120', 120_000],
  ['no second', '0', 0],
  ['a date', 'Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ['a date that has been', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['more than a day', '999999999', LONGEST_ASKED],
  ['something else', 'soon', undefined],
  ['nothing', undefined, undefined],
])('Retry-After: %s', (_name, header, pause) => {
  expect(askedPause(header, NOW)).toBe(pause);
});
