import { nearestNames } from '../../formats/comp/nearest-name.ts';
import type { ConfigStack } from '../../formats/config/config-stack.ts';
import { type ConfigFault, didYouMean } from '../../formats/config/rules/config-fault.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ownObservations } from './rule-check.ts';

/** The farm that jobs go to by themselves is one of those that are described. */
export const configFarmUnknown: DocumentCheck<ConfigStack> = {
  code: 'config-farm-unknown',
  title: 'Jobs are to go to a farm that is not described.',
  defaultSeverity: 'error',
  run: (stack) => ownObservations(stack, faults(stack)),
};

function* faults(stack: ConfigStack): Iterable<ConfigFault> {
  if (!stack.isWhole) return;
  const farm = stack.at(['farm']);
  const names = ['local', ...stack.entries('farms').map(([name]) => name)];
  if (typeof farm !== 'string' || farm === '' || names.includes(farm)) return;
  const [nearest] = nearestNames(farm, names);
  const message = `There is no farm "${farm}" under "farms"; local is this machine.${didYouMean(nearest)}`;
  yield { path: ['farm'], message, ...(nearest !== undefined && { instead: nearest }) };
}
