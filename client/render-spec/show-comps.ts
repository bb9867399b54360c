import path from 'node:path';
import * as vscode from 'vscode';

/** A comp in the list of those that use a render spec. */
interface CompItem extends vscode.QuickPickItem {
  readonly file: string;
}

/** Opens a comp, or lets the user choose one of several. Only absolute paths are taken. */
export async function showComps(comps: readonly unknown[]): Promise<void> {
  const files = comps.filter((file): file is string => typeof file === 'string' && path.isAbsolute(file));
  const [first] = files;
  const file = files.length > 1 ? await choose(files) : first;
  if (file !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(file));
}

async function choose(files: readonly string[]): Promise<string | undefined> {
  const items = files.map(
    (file): CompItem => ({
      label: path.basename(file),
      description: vscode.workspace.asRelativePath(path.dirname(file)),
      file,
    }),
  );
  const placeHolder = vscode.l10n.t('The comps that use this render spec');
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.file;
}
