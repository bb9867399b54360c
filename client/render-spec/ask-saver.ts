import * as vscode from 'vscode';
import { Dismissed } from '../core/error-reporter.ts';
import type { OutputName, SaverChoice } from './saver-answers.ts';

/** The Saver that is meant, else the one that the user picks. Throws `Dismissed` where none is picked. */
export async function askSaver(savers: readonly SaverChoice[]): Promise<SaverChoice> {
  const meant = savers.find(({ isMeant }) => isMeant);
  if (meant !== undefined) return meant;
  const items = savers.map((saver) => ({ label: saver.name, saver }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Saver') });
  if (picked === undefined) throw new Dismissed();
  return picked.saver;
}

/** The output that a Saver stands for by its name, else the one that the user picks. Throws `Dismissed`. */
export async function askOutput({ name, output }: SaverChoice): Promise<OutputName> {
  if (output !== undefined) return output;
  const items: readonly { readonly label: string; readonly output: OutputName }[] = [
    { label: vscode.l10n.t('Final renders'), output: 'final' },
    { label: vscode.l10n.t('Previews'), output: 'preview' },
  ];
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('What {0} is for', name) });
  if (picked === undefined) throw new Dismissed();
  return picked.output;
}
