import path from 'node:path';
import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';

/**
 * Shows the folder of a media file, which need not be there yet: in the Explorer where the workspace has it, in the
 * system's file manager where the window is on this machine, else in a window of its own. Nothing of it is run.
 */
export async function openMediaFolder(file: unknown): Promise<void> {
  if (typeof file !== 'string' || !path.isAbsolute(file)) return;
  const folder = vscode.Uri.file(path.dirname(file));
  if (!(await isFolder(folder))) throw new Notice(vscode.l10n.t('The folder {0} is not there yet.', folder.fsPath));
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (vscode.workspace.getWorkspaceFolder(folder) !== undefined) {
    await vscode.commands.executeCommand('revealInExplorer', folder);
  } else if (isHere) {
    await vscode.commands.executeCommand('revealFileInOS', folder);
  } else {
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  }
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
