import { expect, test } from 'vitest';
import { CrashBudget } from '../../../../client/language/crash-budget.ts';

test.each([
  ['three crashes at once use it up', [0, 0, 0], [true, true, false]],
  ['crashes that are long past do not count', [0, 500, 1600, 1700], [true, true, true, true]],
  ['it stays used up while crashes go on', [0, 1, 2, 3], [true, true, false, false]],
])('%s', (_, times, answers) => {
  let now = 0;
  const budget = new CrashBudget({ crashes: 3, within: 1000 }, () => now);
  const given = times.map((time) => {
    now = time;
    return budget.spend();
  });
  expect(given).toEqual(answers);
});
