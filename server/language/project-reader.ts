import { findProjectRoot, loadProject } from '../project/load-project.ts';
import { silencedCodes } from '../project/silenced-codes.ts';
import type { ProjectRules } from './check-settings.ts';

// What reads configurations takes long to load, and the server is to start quickly: this module, and what it hands on,
// is imported at the first question.
export { Places } from '../project/places.ts';

/**
 * What the `compline.yaml` above a file says of checks; absent where there is none, or where it has faults.
 *
 * @throws ComplineError `config-unreadable` where there is a configuration that cannot be read.
 */
export async function readProjectRules(file: string): Promise<ProjectRules | undefined> {
  const root = await findProjectRoot(file);
  const { config } = root === undefined ? {} : await loadProject(root);
  if (root === undefined || config === undefined) return undefined;
  return { severities: config.checks, silenced: silencedCodes(config, root, file) };
}
