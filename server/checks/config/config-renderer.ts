import { rendererRule } from '../../formats/config/rules/renderer-rule.ts';
import { ruleCheck } from './rule-check.ts';

/** The renderer that a step names. */
export const configRenderer = ruleCheck(rendererRule, 'A step names a renderer that does not exist.');
