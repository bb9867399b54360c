import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import type { LanguageServer } from '../language/language-client.ts';

/**
 * Makes a farm the default of the project with this configuration, by the smallest edit of its text, and saves it. A
 * configuration that had unsaved changes is shown instead, for it is not for us to save those.
 */
export async function makeDefaultFarm(
  server: Pick<LanguageServer, 'execute'>,
  config: string,
  farm: string,
): Promise<void> {
  const uri = vscode.Uri.file(config);
  const document = await vscode.workspace.openTextDocument(uri);
  const wasDirty = document.isDirty;
  await server.execute('compline.applyDefaultFarm', uri.toString(), farm);
  if (!wasDirty) {
    if (document.isDirty && !(await document.save())) {
      throw new Error(vscode.l10n.t('{0} was not saved, so nothing has changed yet.', config));
    }
    return;
  }
  await vscode.window.showTextDocument(document);
  throw new Notice(vscode.l10n.t('compline.yaml has changes that are not saved: the new default counts once it is.'));
}
