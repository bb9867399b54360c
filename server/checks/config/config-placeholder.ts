import { placeholderRule } from '../../formats/config/rules/placeholder-rule.ts';
import { ruleCheck } from './rule-check.ts';

/** What the arguments of renderers hold between braces. */
export const configPlaceholder = ruleCheck(
  placeholderRule,
  'An argument of a renderer has a placeholder that does not exist.',
);
