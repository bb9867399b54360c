import { progressRule } from '../../formats/config/rules/progress-rule.ts';
import { ruleCheck } from './rule-check.ts';

/** The patterns that tell the progress of a renderer. */
export const configProgress = ruleCheck(
  progressRule,
  'A pattern of progress is no regular expression, or tells nothing.',
);
