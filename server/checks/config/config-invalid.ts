import { schemaRule } from '../../formats/config/rules/schema-rule.ts';
import { ruleCheck } from './rule-check.ts';

/** What is no YAML, and what the schema does not have so: unknown keys, wrong values, missing ones. */
export const configInvalid = ruleCheck(schemaRule, 'Something in a configuration is not as it has to be.');
