import { versionRule } from '../../formats/config/rules/version-rule.ts';
import { ruleCheck } from './rule-check.ts';

/** The version of the format. */
export const configVersion = ruleCheck(versionRule, 'A configuration does not say a version that can be read.');
