import { fileURLToPath } from 'node:url';
import type { ProjectRules } from './check-settings.ts';

/** What holds where no project says anything. */
const NO_RULES: ProjectRules = { severities: {}, silenced: [] };

/**
 * What the `compline.yaml` above a document says of checks; nothing for a document that is no file, or where the
 * configuration has faults.
 *
 * @throws ComplineError `config-unreadable` where there is a configuration that cannot be read.
 */
export async function projectRules(uri: string): Promise<ProjectRules> {
  if (!uri.startsWith('file:')) return NO_RULES;
  const file = fileURLToPath(uri);
  // It takes long to load, and the server is to start quickly.
  const { readProjectRules } = await import('./project-reader.ts');
  return (await readProjectRules(file)) ?? NO_RULES;
}
