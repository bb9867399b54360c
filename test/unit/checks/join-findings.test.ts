import { expect, test } from 'vitest';
import type { Finding } from '../../../server/checks/check.ts';
import { joinFindings } from '../../../server/checks/join-findings.ts';

const finding = (code: string, start: number, message: string): Finding => ({
  code,
  severity: 'warning',
  message,
  range: { start, end: start + 1 },
});

test('the project has the word where the text says the same in the same place', () => {
  const ofText = [finding('a', 1, 'text'), finding('a', 2, 'text'), finding('b', 1, 'text')];
  const ofPlace = [finding('a', 1, 'project')];
  const joined = joinFindings(ofText, ofPlace);
  expect(joined.map(({ code, range, message }) => `${code}${range.start} ${message}`)).toEqual([
    'a2 text',
    'b1 text',
    'a1 project',
  ]);
  expect(joinFindings(ofText, [])).toBe(ofText);
});
