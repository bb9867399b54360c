import path from 'node:path';
import * as vscode from 'vscode';
import { Dismissed, Notice } from '../core/error-reporter.ts';

/** The only project of the workspace, or the one that the user picks. Throws `Notice` where there is none, `Dismissed`. */
export async function pickProject(roots: readonly string[], placeHolder: string): Promise<string> {
  const [only] = roots;
  if (only === undefined) throw new Notice(vscode.l10n.t('There is no compline.yaml in this workspace or above it.'));
  if (roots.length === 1) return only;
  const items = roots.map((root) => ({ label: path.basename(root), description: root }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked === undefined) throw new Dismissed();
  return picked.description;
}
