import * as vscode from 'vscode';
import * as z from 'zod';
import { elementOf } from '../commands/arguments.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { compDocument } from '../media/comp-document.ts';
import { type CompServer, servedComp } from './served-comp.ts';

/** What the language server answers to `compline.applySetup`. */
const setupSchema = z.object({ changes: z.array(z.string()), notes: z.array(z.string()), applied: z.boolean() });

/**
 * Sets a comp up as its project says of its shot, after the user has seen the changes; the comp is not saved. Throws
 * `Dismissed` where the user refuses, `Notice` where there is nothing to change.
 */
export async function setupScene(server: CompServer, argument: unknown): Promise<void> {
  const file = elementOf(argument)?.row.path;
  const uri = vscode.Uri.parse(file === undefined ? compDocument(argument) : vscode.Uri.file(file).toString());
  const document = await servedComp(server, uri.fsPath, { isShown: true });
  const answer = await server.execute('compline.applySetup', document.uri.toString(), 'confirm');
  const { changes, notes, applied } = setupSchema.parse(answer);
  const name = nameOf(uri.fsPath);
  if (!applied) throw new Dismissed();
  if (changes.length === 0) {
    throw new Notice(notes.length > 0 ? notes.join(' ') : vscode.l10n.t('{0} is set up as its project says.', name));
  }
  const message = vscode.l10n.t('{0} is set up: {1}. Save it to keep that.', name, changes.join(', '));
  void vscode.window.showInformationMessage([message, ...notes].join(' '));
}
