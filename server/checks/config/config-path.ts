import { isAbsoluteName } from '../../formats/comp/folder-names.ts';
import type { ConfigStack } from '../../formats/config/config-stack.ts';
import type { ConfigFault } from '../../formats/config/rules/config-fault.ts';
import type { DocumentCheck } from '../document-check.ts';
import { leadsOut, projectPaths } from './project-paths.ts';
import { ownObservations } from './rule-check.ts';

/** Paths that leave the project, and such as one platform alone understands. */
export const configPath: DocumentCheck<ConfigStack> = {
  code: 'config-path',
  title: 'A path leads out of the project, or is one of Windows alone.',
  defaultSeverity: 'warning',
  run: (stack) => ownObservations(stack, faults(stack)),
};

function* faults(stack: ConfigStack): Iterable<ConfigFault> {
  for (const { path, name, use } of projectPaths(stack)) {
    if (isAbsoluteName(name)) {
      yield { path, message: `This ${use} is on one machine. Write a path from the project's root.` };
    } else if (leadsOut(name)) {
      yield { path, message: `This ${use} is outside of the project, which may lie elsewhere on other machines.` };
    } else if (name.includes('\\')) {
      const instead = name.replaceAll('\\', '/');
      yield { path, message: `Only Windows takes \\ for the end of a folder. Write ${instead}`, instead };
    }
  }
}
