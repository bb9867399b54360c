import { baseOf, folderOf, isAbsoluteName } from '../../formats/comp/folder-names.ts';
import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { besideFile } from '../../formats/config/beside-file.ts';
import type { ConfigStack } from '../../formats/config/config-stack.ts';
import { type ConfigFault, didYouMean } from '../../formats/config/rules/config-fault.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { PlacedCheck } from '../document-check.ts';
import { leadsOut, projectPaths } from './project-paths.ts';
import { ownObservations } from './rule-check.ts';

/** Files of the project that are named and not there. */
export const configFile: PlacedCheck<ConfigStack> = {
  code: 'config-file',
  title: 'A file that is named does not exist.',
  defaultSeverity: 'error',
  async *run(stack, place) {
    // What is meant from a project's root can be looked for from that project alone.
    if (!stack.isWhole) return;
    const faults: ConfigFault[] = [];
    for (const { path, name, use } of projectPaths(stack)) {
      if (isAbsoluteName(name) || leadsOut(name)) continue;
      const file = besideFile(place.file, name);
      if (file === undefined || (await place.mediaAt(file)).kind !== 'missing') continue;
      const meant = await nearestFile(place, file);
      const instead = meant && `${name.slice(0, name.length - baseOf(name).length)}${meant}`;
      const message = `There is no ${use} ${name} in the project.${didYouMean(instead)}`;
      faults.push({ path, message, ...(instead !== undefined && { instead }) });
    }
    for (const observation of ownObservations(stack, faults)) if (observation !== undefined) yield observation;
  },
};

async function nearestFile(place: CompPlace, file: string): Promise<string | undefined> {
  const items = (await place.itemsIn?.(folderOf(file))) ?? [];
  const names = items.flatMap((item) => (item.kind === 'file' ? [item.name] : []));
  return nearestNames(baseOf(file), names)[0];
}
