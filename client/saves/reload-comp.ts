import * as vscode from 'vscode';

/**
 * Has the editor of a file show what stands in it. Unsaved changes go where `discard` says so, since they are kept
 * elsewhere; otherwise a document that has some stays as it is.
 */
export async function reloadComp(file: string, { discard }: { readonly discard: boolean }): Promise<void> {
  const document = vscode.workspace.textDocuments.find((it) => it.uri.scheme === 'file' && it.uri.fsPath === file);
  if (document === undefined || (document.isDirty && !discard)) return;
  // The command is about the active editor. VS Code would read a clean document again by itself, but not on shares that
  // tell of nothing.
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
