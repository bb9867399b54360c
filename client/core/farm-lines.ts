import { l10n } from 'vscode';
import type { ProjectFarm } from '../../server/protocol/projects.ts';

/** The farms that a project would hand jobs to, a line for each; nothing where it has none. */
export function farmLines(farms: readonly ProjectFarm[] | undefined = []): string[] {
  if (farms.length === 0) return [];
  const lines = farms.map(({ name, type, target }) =>
    target === undefined
      ? l10n.t('{0} ({1}): by the commands of this machine', name, type)
      : l10n.t('{0} ({1}): {2}', name, type, target),
  );
  return ['', l10n.t('It would hand jobs to render farms:'), ...lines];
}
