import { expect, test } from 'vitest';
import { COMP_CHECKS, TOOL_CHECKS } from '../../../../server/checks/comp-checks.ts';
import { FILE_CHECKS } from '../../../../server/checks/file-findings.ts';
import { PROJECT_CHECKS } from '../../../../server/checks/project-checks.ts';
import { CHECK_CODES } from '../../../../server/formats/config/check-codes.ts';

test('a configuration may name the code of every check, and no other; they are in order', () => {
  const codes = [...COMP_CHECKS, ...TOOL_CHECKS, ...PROJECT_CHECKS, ...FILE_CHECKS].map(({ code }) => code);
  expect(CHECK_CODES).toEqual([...new Set(codes)].sort());
});
