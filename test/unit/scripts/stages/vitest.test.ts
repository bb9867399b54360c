import { describe, expect, test } from 'vitest';
import { countsOf } from '../../../../scripts/stages/vitest.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((it) => ({ status: it })),
});

describe('the counts of a vitest run', () => {
  test.each([
    ['all pass', [file('passed', 'passed', 'passed')], 0, { passed: 2, failed: 0 }],
    ['skipped tests count as neither', [file('passed', 'passed', 'skipped', 'pending')], 0, { passed: 1, failed: 0 }],
    ['one fails', [file('failed', 'passed', 'failed')], 1, { passed: 1, failed: 1 }],
    ['a file cannot be loaded', [file('failed'), file('passed', 'passed')], 1, { passed: 1, failed: 1 }],
    ['something fails outside the tests', [file('passed', 'passed')], 1, { passed: 1, failed: 1 }],
    ['no test was found', [], 0, { passed: 0, failed: 1 }],
    ['it was ended by a signal', [file('passed', 'passed')], undefined, { passed: 1, failed: 1 }],
  ])('%s', (_, testResults, exitCode, counts) => {
    expect(countsOf({ testResults }, exitCode)).toEqual(counts);
  });
});
