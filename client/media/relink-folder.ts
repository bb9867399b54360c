import path from 'node:path';
import * as vscode from 'vscode';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { LanguageServer } from '../language/language-client.ts';
import { compDocument } from './comp-document.ts';
import { relinkChoices, usedFoldersSchema } from './relink-choices.ts';

async function pickFolder(server: LanguageServer, comp: string): Promise<string> {
  const used = usedFoldersSchema.parse(await server.execute('compline.usedFolders', comp));
  const items = relinkChoices(used).map(({ folder, files }) => ({
    label: folder,
    description: files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', files),
  }));
  if (items.length === 0) throw new Notice(vscode.l10n.t('This comp names no files.'));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Folder to relink') });
  if (picked === undefined) throw new Dismissed();
  return picked.label;
}

async function pickTarget(comp: string, folder: string): Promise<string> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.Uri.file(path.dirname(vscode.Uri.parse(comp).fsPath)),
    openLabel: vscode.l10n.t('Relink'),
    title: vscode.l10n.t('Folder that takes the place of {0}', folder),
  });
  const [target] = chosen ?? [];
  if (target === undefined) throw new Dismissed();
  return target.fsPath;
}

/**
 * Moves all paths of a comp that are below one folder to another that the user chooses. The comp and the folder are the
 * arguments where the command is given at a path; otherwise the user picks one of the comp's folders.
 */
export async function relinkFolder(server: LanguageServer, comp: unknown, folder: unknown): Promise<void> {
  const uri = compDocument(comp);
  const from = typeof folder === 'string' ? folder : await pickFolder(server, uri);
  const to = await pickTarget(uri, from);
  const count = await server.execute('compline.applyRelink', uri, from, to);
  if (count === 0) throw new Notice(vscode.l10n.t('No path of this comp is below {0}.', from));
}
