import { baseOf } from '../../formats/comp/folder-names.ts';
import type { ConfigSource, ConfigStack } from '../../formats/config/config-stack.ts';
import { configFaults } from '../../formats/config/rules/config-rules.ts';
import { extendsRule } from '../../formats/config/rules/extends-rule.ts';
import { placeInText } from '../../formats/text/place-in-text.ts';
import { rangeOfValue } from '../../formats/yaml/yaml-places.ts';
import type { Observation } from '../check.ts';
import type { PlacedCheck } from '../document-check.ts';
import { ownObservations } from './rule-check.ts';

/** What a configuration builds on is there, can be read, and has no errors itself. */
export const configExtends: PlacedCheck<ConfigStack> = {
  code: extendsRule.code,
  title: 'A configuration that another one builds on cannot be used.',
  defaultSeverity: 'error',
  *run(stack) {
    for (const observation of ownObservations(stack, extendsRule.run(stack)))
      if (observation !== undefined) yield observation;
    yield* faultyBases(stack);
  },
};

/** The first error of each file that this one builds on. */
function* faultyBases(stack: ConfigStack): Iterable<Observation> {
  const told = new Set<ConfigSource>();
  for (const { source, severity = 'error', range, message } of configFaults(stack)) {
    if (source === stack.own || severity !== 'error' || told.has(source)) continue;
    told.add(source);
    const line = placeInText(source.text.yaml.text, range.start).line + 1;
    const file = baseOf(source.file ?? '');
    yield {
      message: `${file} has an error in line ${line}: ${message}`,
      range: rangeOfValue(stack.own.text.yaml, ['extends']),
    };
  }
}
