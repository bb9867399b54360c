import * as vscode from 'vscode';
import type { ErrorReporter } from './error-reporter.ts';

/** Something to be done that a notification offers. */
export interface Choice {
  readonly title: string;
  readonly run: () => Promise<void> | void;
}

/** A notification that offers something. */
export interface Offer {
  /** Of those that offer something, VS Code lets only an `error` stand until it is answered. */
  readonly severity: 'information' | 'warning' | 'error';
  readonly message: string;
  readonly choices: readonly Choice[];
}

function show({ severity, message: text, choices }: Offer): Thenable<string | undefined> {
  // VS Code makes links of what looks like one, also links that run commands. Names and texts of others are in here.
  const message = text.replaceAll('](', '] (');
  const titles = choices.map((it) => it.title);
  switch (severity) {
    case 'information':
      return vscode.window.showInformationMessage(message, ...titles);
    case 'warning':
      return vscode.window.showWarningMessage(message, ...titles);
    case 'error':
      return vscode.window.showErrorMessage(message, ...titles);
  }
}

/** Shows a notification and does what is chosen on it. What goes wrong then is told. */
export async function offer(errors: ErrorReporter, it: Offer): Promise<void> {
  const title = await show(it);
  try {
    await it.choices.find((choice) => choice.title === title)?.run();
  } catch (error) {
    errors.show(error);
  }
}

/** A choice that runs a command on a file. */
export function commandChoice(title: string, command: string, file: string): Choice {
  return { title, run: async () => void (await vscode.commands.executeCommand(command, vscode.Uri.file(file))) };
}
