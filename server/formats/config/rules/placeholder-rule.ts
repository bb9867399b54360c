import { rendererPreset } from '../../renderers/all-presets.ts';
import type { YamlPath } from '../../yaml/yaml-node.ts';
import type { ConfigStack } from '../config-stack.ts';
import { type Placeholder, placeholderFaults, placeholdersIn } from '../placeholders.ts';
import type { ConfigFault, ConfigRule } from './config-fault.ts';

/** The arguments of renderers hold no placeholder that nobody knows, and none that never stands for anything. */
export const placeholderRule: ConfigRule = {
  code: 'config-placeholder',
  *run(stack) {
    for (const [name] of stack.entries('renderers')) {
      const args = stack.at(['renderers', name, 'args']);
      if (!Array.isArray(args)) continue;
      for (const [index, argument] of args.entries()) {
        const path = ['renderers', name, 'args', index];
        if (typeof argument === 'string') yield* faultsOf(stack, name, argument, path);
        if (!Array.isArray(argument)) continue;
        for (const [at, part] of argument.entries()) {
          if (typeof part === 'string') yield* faultsOf(stack, name, part, [...path, at], true);
        }
      }
    }
  },
};

function* faultsOf(
  stack: ConfigStack,
  renderer: string,
  argument: string,
  path: YamlPath,
  isInGroup = false,
): Iterable<ConfigFault> {
  for (const { message, range, instead } of placeholderFaults(argument)) {
    const fixed = instead && `${argument.slice(0, range.start)}${instead}${argument.slice(range.end)}`;
    yield { path, stretch: range, message, ...(fixed && { instead: fixed }) };
  }
  if (isInGroup || !stack.isWhole) return;
  for (const placeholder of placeholdersIn(argument)) {
    const message = whyEmpty(stack, renderer, placeholder);
    if (message !== undefined) yield { path, message };
  }
}

/** Why a placeholder never stands for anything in the arguments of a renderer. */
function whyEmpty(stack: ConfigStack, renderer: string, placeholder: Placeholder): string | undefined {
  if (placeholder === 'script' && stack.at(['renderers', renderer, 'script']) === undefined) {
    return `{script} stands for nothing: the renderer has no "script".`;
  }
  if (placeholder !== 'format') return undefined;
  const preset = stack.at(['renderers', renderer, 'preset']);
  if (typeof preset === 'string' && rendererPreset(preset)?.formats !== undefined) return undefined;
  return '{format} stands for nothing: only a preset knows what a program calls formats.';
}
