import * as vscode from 'vscode';
import type { Choice } from './offer.ts';

/** Of what the ends are told by notifications: renders and publishes that the user has started in this window. */
export type EndKind = 'renders' | 'publishes';

/** Which ends of a kind are told. */
type Told = 'all' | 'failed' | 'none';

/** True where the user wants to be told of such an end. */
export function isTold(kind: EndKind, hasFailed: boolean): boolean {
  const told = vscode.workspace.getConfiguration('compline').get<Told>(`notifications.${kind}`, 'all');
  return told === 'all' || (told === 'failed' && hasFailed);
}

/** What every such notification offers: to be told of its like no more, in any window. */
export function tellNoMore(kind: EndKind, hasFailed: boolean): Choice {
  const told: Told = hasFailed ? 'none' : 'failed';
  return {
    title: vscode.l10n.t("Don't Show Again"),
    run: async () => {
      const settings = vscode.workspace.getConfiguration('compline');
      await settings.update(`notifications.${kind}`, told, vscode.ConfigurationTarget.Global);
    },
  };
}
