import * as vscode from 'vscode';
import * as z from 'zod';
import { elementOf } from '../commands/arguments.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { compDocument } from '../media/comp-document.ts';
import { type CompServer, servedComp } from './served-comp.ts';

/** What the language server answers to `compline.applySetup`. */
const setupSchema = z.object({ changes: z.array(z.string()), notes: z.array(z.string()) });

/**
 * Sets a comp up as its project says of its shot: what the user leaves ticked of what there is to change. The comp is
 * not saved. Throws `Dismissed` where the user refuses, `Notice` where there is nothing to change.
 */
export async function setupScene(server: CompServer, argument: unknown): Promise<void> {
  const file = elementOf(argument)?.row.path;
  const uri = vscode.Uri.parse(file === undefined ? compDocument(argument) : vscode.Uri.file(file).toString());
  const document = await servedComp(server, uri.fsPath, { isShown: true });
  const run = async (...args: readonly string[]) =>
    setupSchema.parse(await server.execute('compline.applySetup', document.uri.toString(), ...args));
  const { changes, notes } = await run('list');
  const name = nameOf(uri.fsPath);
  if (changes.length === 0) {
    throw new Notice(notes.length > 0 ? notes.join(' ') : vscode.l10n.t('{0} is set up as its project says.', name));
  }
  const chosen = await vscode.window.showQuickPick(
    changes.map((label) => ({ label, picked: true })),
    {
      title: vscode.l10n.t('Set up {0}', name),
      placeHolder: notes.length > 0 ? notes.join(' ') : vscode.l10n.t('What is set as the project says'),
      canPickMany: true,
    },
  );
  if (chosen === undefined || chosen.length === 0) throw new Dismissed();
  const done = await run('only', ...chosen.map(({ label }) => label));
  const message = vscode.l10n.t('{0} is set up: {1}. Save it to keep that.', name, done.changes.join(', '));
  void vscode.window.showInformationMessage([message, ...notes].join(' '));
}
