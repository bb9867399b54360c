import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { toolOffset } from './find-tool.ts';
import type { LoaderPlace } from './scene-ids.ts';

/** Opens a comp at the name of a Loader. Throws `Notice` where it is no longer there. */
export async function goToLoader({ comp, tool }: LoaderPlace): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(comp));
  const offset = toolOffset(document.getText(), tool, 'Loader') ?? toolOffset(document.getText(), tool);
  if (offset === undefined) throw new Notice(vscode.l10n.t('{0} is no longer in {1}.', tool, nameOf(comp)));
  const [start, end] = [document.positionAt(offset), document.positionAt(offset + tool.length)];
  await vscode.window.showTextDocument(document, { preview: true, selection: new vscode.Range(start, end) });
}

/** Opens a comp at the beginning of a line, counted from 1; at the last one where it has become shorter. */
export async function goToLine(comp: string, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(comp));
  const { range, firstNonWhitespaceCharacterIndex: column } = document.lineAt(
    Math.max(0, Math.min(line, document.lineCount) - 1),
  );
  const at = range.start.translate(0, column);
  await vscode.window.showTextDocument(document, { preview: true, selection: new vscode.Range(at, at) });
}

/** Shows a file or folder where it is: in the Explorer, or beyond the workspace in the file manager. */
export async function revealPath(file: string): Promise<void> {
  const uri = vscode.Uri.file(file);
  const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(isInside ? 'revealInExplorer' : 'revealFileInOS', uri);
}

/** Opens a folder in the file manager; where VS Code runs elsewhere than its window, shows it as `revealPath` does. */
export async function openFolder(folder: string): Promise<void> {
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (!isHere || !(await vscode.env.openExternal(vscode.Uri.file(folder)))) await revealPath(folder);
}
