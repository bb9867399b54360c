import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import { COMP_LANGUAGE } from '../language/language-choice.ts';
import type { LoaderPlace } from './scene-ids.ts';

/** What follows the name of a Loader where it is defined. */
const IS_LOADER = /^"?\]?\s*=\s*Loader\b/;

/** The Loader that the cursor of the active editor is in. Throws `Notice` where it is in none. */
export async function loaderAtCursor(): Promise<LoaderPlace> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== COMP_LANGUAGE || editor.document.uri.scheme !== 'file') {
    throw new Notice(vscode.l10n.t('Open a comp first.'));
  }
  const { document, selection } = editor;
  const symbols = await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const loader = around(symbols ?? [], selection.active).findLast(({ selectionRange }) => {
    const { end } = selectionRange;
    return IS_LOADER.test(document.getText(new vscode.Range(end, end.translate(0, 80))));
  });
  if (loader === undefined) throw new Notice(vscode.l10n.t('Put the cursor into a Loader first.'));
  return { comp: document.uri.fsPath, tool: loader.name };
}

/** The symbols that a position is in, the outermost first. */
function around(symbols: readonly vscode.DocumentSymbol[], at: vscode.Position): readonly vscode.DocumentSymbol[] {
  const found = symbols.find(({ range }) => range.contains(at));
  return found === undefined ? [] : [found, ...around(found.children, at)];
}
