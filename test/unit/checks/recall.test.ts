import { describe, expect, test } from 'vitest';
import { checkComp } from '../../../server/checks/check-comp.ts';
import { COMP_CHECKS, TOOL_CHECKS } from '../../../server/checks/comp-checks.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';
import { cleanComp, cleanSetting } from '../../bench/plant/clean-comp.ts';
import { PLANTERS } from '../../bench/plant/planters.ts';
import { measureRecall } from '../../bench/plant/recall.ts';

const TEXTS = [
  { name: 'a comp', text: cleanComp(2) },
  { name: 'a comp of one chain', text: cleanComp(1) },
  { name: 'a setting', text: cleanSetting('Look') },
];

test.each(TEXTS)('$name is sound', ({ text }) => {
  expect(checkComp(parseComp(text))).toEqual([]);
});

test('there is a fault to plant for every check', () => {
  const codes = new Set([...COMP_CHECKS, ...TOOL_CHECKS].map(({ code }) => code));
  expect([...codes].filter((code) => PLANTERS[code] === undefined)).toEqual([]);
});

describe('every fault that is planted is found', () => {
  test.each(measureRecall(TEXTS, 3))('$code: $fault', ({ planted, missed }) => {
    expect(planted).toBeGreaterThan(0);
    expect(missed).toEqual([]);
  });
});
