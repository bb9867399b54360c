import * as vscode from 'vscode';
import { elementOf } from '../commands/arguments.ts';
import type { PublishView } from './publish-view.ts';

/** Shows a version: from a row its manifest, or its folder where it has none; from a folder's path its row. */
export async function showVersion(view: PublishView, argument: unknown): Promise<void> {
  const path = elementOf(argument)?.row.path;
  if (path !== undefined && /\.json$/i.test(path)) {
    await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: true });
    return;
  }
  if (path !== undefined) {
    await revealFolder(path);
    return;
  }
  if (typeof argument === 'string' && !(await view.reveal(argument))) await revealFolder(argument);
}

/** Selects a file or folder in the Explorer. */
export async function revealFolder(path: string): Promise<void> {
  await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(path));
}
