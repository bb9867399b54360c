import type { ConfigStack } from '../config-stack.ts';
import { checkCodeRule } from './check-code-rule.ts';
import { type ConfigRule, type LocatedFault, locate } from './config-fault.ts';
import { extendsRule } from './extends-rule.ts';
import { framesRule } from './frames-rule.ts';
import { placeholderRule } from './placeholder-rule.ts';
import { progressRule } from './progress-rule.ts';
import { rendererRule } from './renderer-rule.ts';
import { schemaRule } from './schema-rule.ts';
import { versionRule } from './version-rule.ts';

/** Every rule that decides whether a configuration is used, one line each. */
export const CONFIG_RULES: readonly ConfigRule[] = [
  schemaRule,
  versionRule,
  extendsRule,
  rendererRule,
  placeholderRule,
  progressRule,
  checkCodeRule,
  framesRule,
];

/** A fault with its place and the code of the check that tells of it. */
export interface CodedFault extends LocatedFault {
  readonly code: string;
}

/** Everything for which a configuration may not be used, and what it is warned of besides. */
export function configFaults(stack: ConfigStack): readonly CodedFault[] {
  return CONFIG_RULES.flatMap(({ code, run }) => [...run(stack)].map((fault) => ({ ...locate(stack, fault), code })));
}
