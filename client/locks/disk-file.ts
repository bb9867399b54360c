import * as vscode from 'vscode';
import { fileOf } from '../commands/arguments.ts';
import { Notice } from '../core/error-reporter.ts';

/** The path of the file that a command is about. Throws `Notice` where there is none on a disk. */
export function diskFile(argument: unknown): string {
  const uri = fileOf(argument);
  if (uri?.scheme === 'file') return uri.fsPath;
  throw new Notice(vscode.l10n.t('Open a file of the project first, or choose one in the Explorer.'));
}
