import * as vscode from 'vscode';
import type { Scene } from '../../server/protocol/scenes.ts';
import { countsOf, sumOf } from './scene-facts.ts';

/** The number of outdated Loaders, for the badge of a view; none where all are current. */
export function outdatedBadge(scenes: readonly Scene[]): vscode.ViewBadge | undefined {
  const { outdated } = sumOf(scenes.map(countsOf));
  if (outdated === 0) return undefined;
  const tooltip =
    outdated === 1
      ? vscode.l10n.t('1 Loader reads an older version than is published')
      : vscode.l10n.t('{0} Loaders read older versions than are published', outdated);
  return { value: outdated, tooltip };
}
