import type { ConfigStack } from '../../formats/config/config-stack.ts';
import { type ConfigFault, type ConfigRule, locate } from '../../formats/config/rules/config-fault.ts';
import type { Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';

/** A check that tells of what breaks a rule of configurations: the core does not use a configuration that does. */
export function ruleCheck(rule: ConfigRule, title: string): DocumentCheck<ConfigStack> {
  return {
    code: rule.code,
    title,
    defaultSeverity: 'error',
    run: (stack) => ownObservations(stack, rule.run(stack)),
  };
}

/** The faults that are in the file itself, and not in one that it builds on. */
export function* ownObservations(
  stack: ConfigStack,
  faults: Iterable<ConfigFault>,
): Generator<Observation | undefined> {
  for (const fault of faults) {
    const { source, message, range, severity, fixes } = locate(stack, fault);
    if (source !== stack.own) continue;
    yield {
      message,
      range,
      ...(severity !== undefined && { severity }),
      ...(fixes.length > 0 && { fixes }),
    };
  }
  yield undefined;
}
