import * as vscode from 'vscode';
import { activeTab, fileOfTab } from './tab-files.ts';

/**
 * Has the editor of a file show what stands in it now; shares tell VS Code of nothing. A file whose editor is not active
 * needs nothing: VS Code reads it again when it is shown. Unsaved changes go where `discard` says so, since they are kept
 * elsewhere; otherwise a document that has some stays as it is.
 */
export async function reloadComp(file: string, { discard }: { readonly discard: boolean }): Promise<void> {
  const document = vscode.workspace.textDocuments.find((it) => isFile(it, file));
  if (document === undefined || (document.isDirty && !discard)) return;
  if (discard) await vscode.window.showTextDocument(document);
  else if (isRiskyBeside(file)) return;
  // The command is about the active editor.
  if (fileOfTab(activeTab()) === file) await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** True where somebody who goes to another editor in the very same moment could lose changes in that. */
function isRiskyBeside(file: string): boolean {
  return vscode.workspace.textDocuments.some((it) => it.isDirty && !isFile(it, file));
}

function isFile({ uri }: vscode.TextDocument, file: string): boolean {
  return uri.scheme === 'file' && uri.fsPath === file;
}
