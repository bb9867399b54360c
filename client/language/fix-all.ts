import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';

/** The kind of the action that makes all safe repairs of a document at once. */
const FIX_ALL = 'source.fixAll.compline';

/** A repair can bring up what the next one mends; more rounds are two repairs that undo each other. */
const MOST_ROUNDS = 10;

/**
 * Makes the safe repairs of a document and asks again, also what the disk says, until there are none or nothing changes:
 * of the document at an address, else of the active one. Nothing is saved.
 */
export async function fixAllFindings(argument: unknown): Promise<void> {
  const document = await documentOf(argument);
  let rounds = 0;
  while (rounds < MOST_ROUNDS && (await fixOnce(document))) rounds += 1;
  if (rounds === 0) throw new Notice(vscode.l10n.t('Nothing here can be fixed without asking.'));
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Fixed what can be fixed without asking. Save the file to keep it.'),
  );
}

async function documentOf(argument: unknown): Promise<vscode.TextDocument> {
  if (argument instanceof vscode.Uri) return await vscode.workspace.openTextDocument(argument);
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) throw new Notice(vscode.l10n.t('Open a file first.'));
  return document;
}

/** Whether a round has changed anything. */
async function fixOnce(document: vscode.TextDocument): Promise<boolean> {
  const before = document.getText();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    document.uri,
    all,
    FIX_ALL,
  );
  const edit = actions?.find(({ kind }) => kind?.value === FIX_ALL)?.edit;
  return edit !== undefined && (await vscode.workspace.applyEdit(edit)) && document.getText() !== before;
}
