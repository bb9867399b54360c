import { fileURLToPath } from 'node:url';
import type { SeverityOverrides } from '../checks/check.ts';
import { findProjectRoot, loadProject } from '../project/load-project.ts';

/**
 * The severities that the `compline.yaml` above a document sets; none for a document that is no file, or where the
 * configuration has faults.
 *
 * @throws ComplineError `config-unreadable` where there is a configuration that cannot be read.
 */
export async function projectSeverities(uri: string): Promise<SeverityOverrides> {
  if (!uri.startsWith('file:')) return {};
  const root = await findProjectRoot(fileURLToPath(uri));
  if (root === undefined) return {};
  return (await loadProject(root)).config?.checks ?? {};
}
