import { nearestNames } from '../../comp/nearest-name.ts';
import { rendererPreset } from '../../renderers/all-presets.ts';
import { commandPreset } from '../../renderers/presets/command.ts';
import type { ConfigStack } from '../config-stack.ts';
import { isPlainMap } from '../merge-configs.ts';
import { type ConfigFault, type ConfigRule, didYouMean } from './config-fault.ts';

/** A step names a renderer that is there, and a renderer says what it runs. */
export const rendererRule: ConfigRule = {
  code: 'config-renderer',
  *run(stack) {
    if (!stack.isWhole) return;
    for (const [name, renderer] of stack.entries('renderers')) {
      if (isPlainMap(renderer)) yield* whatItRuns(stack, name);
    }
    const renderers = stack.entries('renderers').map(([name]) => name);
    for (const [step] of stack.entries('steps')) {
      const path = ['steps', step, 'renderer'];
      const renderer = stack.at(path);
      if (typeof renderer !== 'string' || renderers.includes(renderer)) continue;
      const [nearest] = nearestNames(renderer, renderers);
      const message = `There is no renderer "${renderer}" under "renderers".${didYouMean(nearest)}`;
      yield { path, message, ...(nearest !== undefined && { instead: nearest }) };
    }
  },
};

function* whatItRuns(stack: ConfigStack, name: string): Iterable<ConfigFault> {
  const path = ['renderers', name];
  const preset = stack.at([...path, 'preset']);
  const known = typeof preset === 'string' ? rendererPreset(preset) : undefined;
  if (typeof preset === 'string' && known === undefined) return; // The schema tells of it.
  if (known === undefined || known === commandPreset) {
    const missing = ['program', 'args'].filter((key) => stack.at([...path, key]) === undefined);
    if (missing.length === 0) return;
    const keys = missing.map((key) => `"${key}"`).join(' and ');
    yield { path, part: 'key', message: `A renderer needs ${keys}, or a "preset" that says what it runs.` };
    return;
  }
  if (known.needsScript === true && stack.at([...path, 'script']) === undefined) {
    const args = stack.at([...path, 'args']);
    if (args !== undefined) return;
    yield { path, part: 'key', message: `The preset ${known.name} runs a script of the project: name it by "script".` };
  }
}
