import { l10n } from 'vscode';
import type { SceneCounts } from './scene-facts.ts';

// Texts are looked up only where they are told: most comps have nothing to tell, and there are thousands.
function counted(count: number, one: () => string, many: () => string): string[] {
  if (count === 0) return [];
  return [count === 1 ? one() : many()];
}

/** What wants a look, in words, the worst first; nothing where all is well. */
export function countTexts({ errors, warnings, outdated, missing, unreadable }: SceneCounts): string[] {
  return [
    ...counted(
      unreadable,
      () => l10n.t('not readable'),
      () => l10n.t('{0} not readable', unreadable),
    ),
    ...counted(
      errors,
      () => l10n.t('1 error'),
      () => l10n.t('{0} errors', errors),
    ),
    ...counted(
      missing,
      () => l10n.t('1 missing'),
      () => l10n.t('{0} missing', missing),
    ),
    ...counted(
      outdated,
      () => l10n.t('1 outdated'),
      () => l10n.t('{0} outdated', outdated),
    ),
    ...counted(
      warnings,
      () => l10n.t('1 warning'),
      () => l10n.t('{0} warnings', warnings),
    ),
  ];
}
