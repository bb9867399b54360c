import { LINE_TELLS, PATTERN_GROUPS } from '../../renderers/line-pattern.ts';
import { patternCost } from '../../renderers/pattern-cost.ts';
import type { YamlPath } from '../../yaml/yaml-node.ts';
import type { ConfigStack } from '../config-stack.ts';
import type { ConfigFault, ConfigRule } from './config-fault.ts';

/** The patterns of a renderer's lines are regular expressions that tell something, and soon. */
export const progressRule: ConfigRule = {
  code: 'config-progress',
  *run(stack) {
    for (const [name] of stack.entries('renderers')) {
      yield* faultsOf(stack, ['renderers', name, 'progress'], PROGRESS);
      for (const tells of LINE_TELLS) {
        yield* faultsOf(stack, ['renderers', name, 'patterns', tells], PATTERN_GROUPS[tells].needs);
      }
    }
  },
};

/** What patterns of `progress` need: one of these groups. */
const PROGRESS: readonly string[] = ['frame', 'done'];

function* faultsOf(stack: ConfigStack, path: YamlPath, needs: readonly string[]): Iterable<ConfigFault> {
  const patterns = stack.at(path);
  if (!Array.isArray(patterns)) return;
  for (const [index, pattern] of patterns.entries()) {
    const fault = typeof pattern === 'string' ? faultOf(pattern, needs) : undefined;
    if (fault !== undefined) yield { path: [...path, index], ...fault };
  }
}

function faultOf(pattern: string, needs: readonly string[]): Omit<ConfigFault, 'path'> | undefined {
  try {
    new RegExp(pattern);
  } catch (error) {
    return { message: `${error instanceof Error ? error.message : String(error)}.` };
  }
  if (needs.length > 0 && !needs.some((group) => pattern.includes(`(?<${group}>`))) {
    const groups = needs.map((group) => `(?<${group}>…)`).join(' or ');
    return { message: `The pattern tells nothing: it needs a group ${groups}.` };
  }
  const { degree, isExponential } = patternCost(pattern);
  if (isExponential) {
    return { message: 'This can take for ever on a long line: what repeats is repeated. Leave out the inner * or +.' };
  }
  if (degree <= 2) return undefined;
  const message = 'Slow on long lines, so only their first 256 characters are searched. Begin it with ^, use fewer .*';
  return { severity: 'warning', message };
}
