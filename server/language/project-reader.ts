import type { FoundProject } from '../project/project-files.ts';
import { setSeverities, silencedCodes } from '../project/silenced-codes.ts';
import type { ProjectRules } from './check-settings.ts';

// What reads configurations takes long to load, and the server is to start quickly: this module, and what it hands on,
// is imported at the first question.
export { Places } from '../project/places.ts';

/**
 * What a project says of checks for one of its files; absent where there is no project, or where its configuration has
 * faults.
 *
 * @throws ComplineError `config-unreadable` where there is a configuration that cannot be read.
 */
export function rulesFor(file: string, project: FoundProject | undefined): ProjectRules | undefined {
  if (project?.error !== undefined) throw project.error;
  if (project?.config === undefined) return undefined;
  const { root, config } = project;
  return { severities: setSeverities(config, root, file), silenced: silencedCodes(config, root, file) };
}
