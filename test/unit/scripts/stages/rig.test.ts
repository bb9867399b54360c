import { expect, test } from 'vitest';
import { countsOf } from '../../../../scripts/stages/rig.ts';

test.each([
  ['all pass', [true, true], 0, { passed: 2, failed: 0 }],
  ['one fails', [true, false], 1, { passed: 1, failed: 1 }],
  ['nothing ran', [], 0, { passed: 0, failed: 1 }],
  ['it broke off after what the report tells', [true], 1, { passed: 1, failed: 1 }],
])('%s', (_, passed, exitCode, counts) => {
  expect(countsOf({ results: passed.map((it) => ({ title: 'a step', passed: it })) }, exitCode)).toEqual(counts);
});
