import { rendererRule } from '../../formats/config/rules/renderer-rule.ts';
import { ruleCheck } from './rule-check.ts';

/** The renderer that a step names, and what a renderer runs. */
export const configRenderer = ruleCheck(
  rendererRule,
  'A step names a renderer that does not exist, or a renderer does not say what it runs.',
);
