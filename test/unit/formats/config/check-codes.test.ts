import { expect, test } from 'vitest';
import { ALL_CHECKS } from '../../../../server/checks/all-checks.ts';
import { CHECK_CODES } from '../../../../server/formats/config/check-codes.ts';

test('a configuration may name the code of every check, and no other; they are in order', () => {
  expect(CHECK_CODES).toEqual(ALL_CHECKS.map(({ code }) => code));
});
