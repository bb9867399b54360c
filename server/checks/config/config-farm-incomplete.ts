import type { ConfigStack } from '../../formats/config/config-stack.ts';
import { FARM_TYPES } from '../../formats/config/farm-schema.ts';
import {
  farmFaults,
  farmTitle,
  holdsCredentialBack,
  unusedSettings,
  type WrittenFarm,
} from '../../formats/config/farm-settings.ts';
import { isPlainMap } from '../../formats/config/merge-configs.ts';
import type { ConfigFault } from '../../formats/config/rules/config-fault.ts';
import { removePair } from '../../formats/yaml/remove-pair.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ownObservations } from './rule-check.ts';

/** What the settings of a farm lack for its type, and what of them says nothing to it. */
export const configFarmIncomplete: DocumentCheck<ConfigStack> = {
  code: 'config-farm-incomplete',
  title: 'A farm lacks what its type needs, or says what its type does not know.',
  defaultSeverity: 'error',
  run: (stack) => ownObservations(stack, faults(stack)),
};

function* faults(stack: ConfigStack): Iterable<ConfigFault> {
  for (const [name, settings] of stack.entries('farms')) {
    // What is no map or has another type is told of by the schema.
    if (!isPlainMap(settings)) continue;
    const type = FARM_TYPES.find((it) => it === settings.type);
    if (type !== undefined) yield* faultsOf(stack, ['farms', name], { ...settings, type });
  }
}

function* faultsOf(stack: ConfigStack, path: readonly string[], farm: WrittenFarm): Iterable<ConfigFault> {
  const title = farmTitle(farm.type);
  for (const { key, message } of farmFaults(farm)) {
    if (key !== undefined) yield { path: [...path, key], message };
    // What builds on this configuration may say what is missing here.
    else if (stack.isWhole) yield { path, part: 'key', message };
  }
  for (const key of unusedSettings(farm)) {
    const at = [...path, key];
    const edit = removePair(stack.originOf(at).text.yaml, at);
    const fixes = edit === undefined ? [] : [{ title: `Remove "${key}"`, edits: [edit] }];
    yield { path: at, part: 'key', severity: 'warning', message: `"${key}" says nothing to ${title}.`, fixes };
  }
  if (holdsCredentialBack(farm)) {
    const message = 'Not encrypted, so no credential is sent there. Use https://, or set "unencrypted: true".';
    yield { path: [...path, 'url'], severity: 'information', message };
  }
}
