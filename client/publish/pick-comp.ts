import path from 'node:path';
import * as vscode from 'vscode';
import { elementOf } from '../commands/arguments.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';

const MOST_COMPS = 5000;

function isComp(uri: vscode.Uri | undefined): uri is vscode.Uri {
  return uri?.scheme === 'file' && /\.comp$/i.test(uri.path);
}

/** The comp that a command is about: what it was given on, else the comp in the active editor, else what is picked. */
export async function compFor(argument: unknown, placeHolder: string): Promise<vscode.Uri> {
  const given = typeof argument === 'string' ? vscode.Uri.parse(argument) : argument;
  if (given instanceof vscode.Uri && isComp(given)) return given;
  const row = elementOf(argument)?.row.path;
  if (row !== undefined && isComp(vscode.Uri.file(row))) return vscode.Uri.file(row);
  const active = vscode.window.activeTextEditor?.document.uri;
  if (isComp(active)) return active;
  return pickComp(placeHolder);
}

async function pickComp(placeHolder: string): Promise<vscode.Uri> {
  // A published version holds a copy of its comp, which nobody works on.
  const found = await vscode.workspace.findFiles(
    '**/*.comp',
    '**/{_published,_versions,_preview,.compline-staging-*,.tmp,node_modules}/**',
    MOST_COMPS,
  );
  const items = found
    .filter(isComp)
    .map((uri) => ({
      label: path.basename(uri.fsPath),
      description: vscode.workspace.asRelativePath(path.dirname(uri.fsPath)),
      uri,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  if (items.length === 0) throw new Notice(vscode.l10n.t('There is no comp in this workspace.'));
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked === undefined) throw new Dismissed();
  return picked.uri;
}

/** Saves a comp that has unsaved changes, after asking: what is published is what is on disk. */
export async function saveBefore(comp: vscode.Uri): Promise<void> {
  const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === comp.toString());
  if (document === undefined || !document.isDirty) return;
  const save = vscode.l10n.t('Save and Continue');
  const message = vscode.l10n.t('{0} has unsaved changes.', path.basename(comp.fsPath));
  const detail = vscode.l10n.t('What is rendered and published is the file on disk.');
  const choice = await vscode.window.showWarningMessage(message, { modal: true, detail }, save);
  if (choice !== save) throw new Dismissed();
  if (!(await document.save())) throw new Error(vscode.l10n.t('{0} could not be saved.', path.basename(comp.fsPath)));
}
