import { expect, test } from 'vitest';
import { isIsoDate } from '../../../../server/formats/sora/iso-date.ts';

test.each([
  ['2026-11-20T12:31:00.424749+00:00', true],
  ['2026-11-20', true],
  ['2026-11-20T12:31:00Z', true],
  ['2026-11-20 12:31', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-11-20T24:00:00', false],
  ['2026-11-20T12:31:00+0100', true],
  ['20.11.2026', false],
  ['', false],
  ['now', false],
])('%j: %s', (text, isDate) => {
  expect(isIsoDate(text)).toBe(isDate);
});
