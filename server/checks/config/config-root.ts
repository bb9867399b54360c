import type { ConfigStack } from '../../formats/config/config-stack.ts';
import type { ConfigFault } from '../../formats/config/rules/config-fault.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../../project/roots.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ownObservations } from './rule-check.ts';

/** Roots that are the same folder, or go by the same path map: a path is then not of one of them. */
export const configRoot: DocumentCheck<ConfigStack> = {
  code: 'config-root',
  title: 'Two roots are the same folder, or go by the same path map.',
  defaultSeverity: 'warning',
  run: (stack) => ownObservations(stack, faults(stack)),
};

function* faults(stack: ConfigStack): Iterable<ConfigFault> {
  const known = new Map<string, string>();
  for (const [name] of stack.entries('roots')) {
    for (const notation of [...PLATFORMS, 'map'] as const) {
      const path = ['roots', name, notation];
      const value = stack.at(path);
      if (typeof value !== 'string' || value.trim() === '') continue;
      const key = `${notation} ${notation === 'map' ? value.toLowerCase() : sameFor(value, notation)}`;
      const other = known.get(key);
      if (other === undefined) known.set(key, name);
      else if (notation === 'map') yield { path, message: `The root "${other}" has the path map ${value} as well.` };
      else yield { path, message: `The root "${other}" is this folder on ${PLATFORM_NAMES[notation]} as well.` };
    }
  }
}

/** What paths that lead to the same folder of a platform have in common. */
function sameFor(path: string, platform: (typeof PLATFORMS)[number]): string {
  const plain = path.replaceAll('\\', '/').replaceAll(/\/+(?=\/|$)/g, '');
  return platform === 'linux' ? plain : plain.toLowerCase();
}
