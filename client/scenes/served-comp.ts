import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import { COMP_LANGUAGE } from '../language/language-choice.ts';
import type { LanguageServer } from '../language/language-client.ts';

/** What is asked of the language server. */
export type CompServer = Pick<LanguageServer, 'execute' | 'state' | 'onDidChangeState'>;

/**
 * Opens a comp, or takes it as it is open, so that the language server can work on it: as soon as this resolves, it has
 * the comp. `isShown` shows it in an editor. Throws `Notice` where the server does not run.
 */
export async function servedComp(
  server: CompServer,
  comp: string,
  { isShown }: { readonly isShown: boolean },
): Promise<vscode.TextDocument> {
  let document = await vscode.workspace.openTextDocument(vscode.Uri.file(comp));
  if (isShown) await vscode.window.showTextDocument(document, { preview: false });
  // Others claim its name too, and by what it is now the server may not have got it.
  if (document.languageId !== COMP_LANGUAGE) {
    document = await vscode.languages.setTextDocumentLanguage(document, COMP_LANGUAGE);
  }
  await untilRunning(server);
  return document;
}

async function untilRunning(server: CompServer): Promise<void> {
  if (server.state === 'running') return;
  let subscription: vscode.Disposable | undefined;
  const state = await new Promise<string>((resolve) => {
    const look = (): void => {
      if (server.state === 'running' || server.state === 'failed') resolve(server.state);
    };
    subscription = server.onDidChangeState(look);
    look();
  });
  subscription?.dispose();
  if (state === 'failed')
    throw new Notice(vscode.l10n.t('The language server does not run. Restart it, then try again.'));
}
