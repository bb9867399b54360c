import type * as z from 'zod';
import { schemaFaults } from '../../yaml/schema-faults.ts';
import type { YamlPath } from '../../yaml/yaml-node.ts';
import type { ConfigStack } from '../config-stack.ts';
import { isPlainMap } from '../merge-configs.ts';
import { configSchema } from '../schema.ts';
import type { ConfigFault, ConfigRule } from './config-fault.ts';

const EMPTY = 'The file is empty. It needs at least "version: 1" and a "project" with an "id".';

/** The text is YAML, and what it says is as the schema has it. */
export const schemaRule: ConfigRule = {
  code: 'config-invalid',
  *run(stack) {
    for (const source of stack.sources) {
      for (const { message, range, repair } of source.text.faults) {
        yield { path: [], source, range, message, ...(repair && { fixes: [repair] }) };
      }
    }
    if (stack.sources.some(({ text }) => text.faults.length > 0)) return;
    const { own } = stack;
    if (own.text.yaml.root === undefined && stack.isWhole) {
      yield { path: [], source: own, range: { start: 0, end: 0 }, message: EMPTY };
      return;
    }
    const { error } = configSchema.safeParse(forSchema(stack));
    for (const issue of error?.issues ?? []) yield* faultsOf(stack, issue);
  },
};

/** `version` has a rule of its own; here it is right. */
function forSchema(stack: ConfigStack): unknown {
  return isPlainMap(stack.value) ? { ...stack.value, version: 1 } : stack.value;
}

function* faultsOf(stack: ConfigStack, issue: z.core.$ZodIssue): Iterable<ConfigFault> {
  const path: YamlPath = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'invalid_key') {
    const [inner] = issue.issues;
    yield { path, part: 'key', message: `${path.join('.')}: ${inner?.message ?? issue.message}` };
    return;
  }
  if (issue.code !== 'unrecognized_keys') return yield* located(stack, path, issue);
  // Each key of several may be from another file.
  for (const key of issue.keys) yield* located(stack, [...path, key], { ...issue, keys: [key] });
}

function* located(stack: ConfigStack, path: YamlPath, issue: z.core.$ZodIssue): Iterable<ConfigFault> {
  const source = stack.originOf(path);
  for (const { kind, message, range, fixes, path: at } of schemaFaults(source.text.yaml, configSchema, [issue])) {
    if (kind !== 'missing-key' || stack.isWhole) yield { path: at, source, range, message, fixes };
  }
}
