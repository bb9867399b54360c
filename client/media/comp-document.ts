import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import { COMP_LANGUAGE } from '../language/language-choice.ts';

/** The address of the comp that a command is about: the one it was given, else that of the active editor. */
export function compDocument(argument: unknown): string {
  if (typeof argument === 'string') return argument;
  if (argument instanceof vscode.Uri) return argument.toString();
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== COMP_LANGUAGE) throw new Notice(vscode.l10n.t('Open a comp first.'));
  return document.uri.toString();
}
