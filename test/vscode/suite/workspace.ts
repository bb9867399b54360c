import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/extension-api.ts';

/** Milliseconds after which a condition that does not come true is a failure. */
const PATIENCE = 60_000;

/** The extension, activated. */
export async function activated(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('compline.compline');
  assert.ok(extension, 'the extension is there');
  return extension.activate();
}

/** A file of the workspace's copy of the sample project. */
export function inWorkspace(...parts: readonly string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, ...parts);
}

/** The comp of a step of the sample project: `SH010`, `COMP`. */
export function compOf(shot: string, step: string): vscode.Uri {
  const name = `DEMO_S_${shot}_${step}`;
  return inWorkspace('05-SHOTS', `DEMO_S_${shot}`, name, `${name}.comp`);
}

/** Opens a file in an editor. */
export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  return (await vscode.window.showTextDocument(uri)).document;
}

/** Asks `look` again and again until it returns something other than `undefined` and `false`; returns that. */
export async function eventually<T>(
  what: string | (() => string),
  look: () => Promise<T> | T,
): Promise<NonNullable<T>> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    assert.ok(Date.now() < end, `It did not come about: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The diagnostics of a file, by their codes, once there are as many. */
export function diagnosticsOf(uri: vscode.Uri, codes: readonly string[]): Promise<readonly vscode.Diagnostic[]> {
  return eventually(`the diagnostics of ${path.basename(uri.fsPath)} are [${codes.join(', ')}]`, () => {
    const found = vscode.languages.getDiagnostics(uri);
    return found.map(codeOf).sort().join() === [...codes].sort().join() ? found : undefined;
  });
}

/** The code of a diagnostic, without the address of its documentation. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Replaces the whole text of a document that is open, and saves it. */
export async function rewrite(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.ok(await document.save());
}

/** Runs a command that asks questions, and takes what it proposes. */
export async function runWithProposals(command: string, ...args: readonly unknown[]): Promise<void> {
  let ended = false;
  const running = Promise.resolve(vscode.commands.executeCommand(command, ...args)).finally(() => {
    ended = true;
  });
  await eventually(`${command} is taken up`, async () => {
    if (!ended) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return ended;
  });
  await running;
}
