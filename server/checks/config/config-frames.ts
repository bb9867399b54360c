import { framesRule } from '../../formats/config/rules/frames-rule.ts';
import { ruleCheck } from './rule-check.ts';

/** The frames of shots. */
export const configFrames = ruleCheck(framesRule, 'The frames of a shot are no range.');
