import { delimiter } from 'node:path';
import * as vscode from 'vscode';

interface TerminalOptions {
  /** The folder that holds the command. */
  readonly bin: string;
  /** The folder of the core's state; empty for the usual one. */
  readonly stateFolder: string;
}

/** Puts the `compline` command on the PATH of the integrated terminals of this window. */
export function addToTerminals(
  environment: vscode.EnvironmentVariableCollection,
  { bin, stateFolder }: TerminalOptions,
): void {
  environment.clear();
  environment.description = vscode.l10n.t('Adds the `compline` command.');
  environment.prepend('PATH', `${bin}${delimiter}`);
  // What runs the command where there is no Node on the PATH.
  environment.replace('COMPLINE_NODE', process.execPath);
  if (stateFolder !== '') environment.replace('COMPLINE_STATE_HOME', stateFolder);
}
