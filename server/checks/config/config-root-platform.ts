import type { ConfigStack } from '../../formats/config/config-stack.ts';
import type { ConfigFault } from '../../formats/config/rules/config-fault.ts';
import { PLATFORM_NAMES, PLATFORMS } from '../../project/roots.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ownObservations } from './rule-check.ts';

/** A root that some platforms have no path for: media below it is found on the others alone. */
export const configRootPlatform: DocumentCheck<ConfigStack> = {
  code: 'config-root-platform',
  title: 'A root has no path for a platform.',
  defaultSeverity: 'information',
  run: (stack) => ownObservations(stack, faults(stack)),
};

function* faults(stack: ConfigStack): Iterable<ConfigFault> {
  // What a configuration that builds on this one, or one that this one builds on, adds is not known here.
  if (!stack.isWhole) return;
  for (const [name, root] of stack.entries('roots')) {
    if (typeof root !== 'object' || root === null) continue;
    const missing = PLATFORMS.filter((platform) => stack.at(['roots', name, platform]) === undefined);
    if (missing.length === 0) continue;
    const platforms = missing.map((platform) => PLATFORM_NAMES[platform]).join(' and ');
    const lacks = missing.length === PLATFORMS.length ? 'no path on any platform' : `no path on ${platforms}`;
    yield { path: ['roots', name], part: 'key', message: `The root "${name}" has ${lacks}.` };
  }
}
