import { checkCodeRule } from '../../formats/config/rules/check-code-rule.ts';
import { ruleCheck } from './rule-check.ts';

/** The codes under "checks" and "silence". */
export const configCheckCode = ruleCheck(checkCodeRule, 'A check that is named does not exist.');
