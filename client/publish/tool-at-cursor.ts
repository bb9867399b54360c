import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';

/** The kinds of symbols that are tools with a picture: modifiers and what else is inside a tool are others. */
const TOOLS: ReadonlySet<vscode.SymbolKind> = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.File,
  vscode.SymbolKind.Namespace,
  vscode.SymbolKind.Module,
]);

/** The name of the tool that the cursor of the active editor is in. Throws a `Notice` where it is in none. */
export async function toolAtCursor(comp: vscode.Uri): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.document.uri.toString() !== comp.toString()) throw noTool();
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    comp,
  );
  const name = innermost(symbols ?? [], editor.selection.active);
  if (name === undefined) throw noTool();
  return name;
}

function innermost(symbols: readonly vscode.DocumentSymbol[], at: vscode.Position): string | undefined {
  const around = symbols.find(({ range }) => range.contains(at));
  if (around === undefined) return undefined;
  return innermost(around.children, at) ?? (TOOLS.has(around.kind) ? around.name : undefined);
}

function noTool(): Notice {
  return new Notice(vscode.l10n.t('Put the cursor into the tool that is to be rendered.'));
}
