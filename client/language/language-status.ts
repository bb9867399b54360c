import * as vscode from 'vscode';
import type { LanguageServer, LanguageServerState } from './language-client.ts';
import { SERVED_DOCUMENTS } from './served-languages.ts';

function textOf(state: LanguageServerState): string {
  switch (state) {
    case 'idle':
      return vscode.l10n.t('Compline: not started');
    case 'starting':
      return vscode.l10n.t('Compline: starting');
    case 'running':
      return vscode.l10n.t('Compline: ready');
    case 'failed':
      return vscode.l10n.t('Compline: stopped after crashes');
  }
}

/** Shows the state of the language server beside the language in the status bar, with a link that restarts it. */
export function createLanguageStatus(server: LanguageServer): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('compline.languageServer', [...SERVED_DOCUMENTS]);
  item.name = vscode.l10n.t('Compline Language Server');
  item.command = { command: 'compline.restartLanguageServer', title: vscode.l10n.t('Restart') };
  const show = (state: LanguageServerState): void => {
    item.text = textOf(state);
    item.busy = state === 'starting';
    item.severity =
      state === 'failed' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  };
  show(server.state);
  return vscode.Disposable.from(item, server.onDidChangeState(show));
}
