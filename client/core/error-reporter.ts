import * as vscode from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import { describeError, isInProblems } from './describe-error.ts';

interface Action {
  readonly title: string;
  readonly run: () => void;
}

/** The user has called off what a command does: there is nothing to tell. */
export class Dismissed extends Error {
  override readonly name = 'Dismissed';
}

/** There was nothing for a command to do, or it needs something of the user first: no error, and nothing to look up. */
export class Notice extends Error {
  override readonly name: string = 'Notice';
}

/** Errors whose `path` is a text that the user can mend. */
const IN_A_TEXT: ReadonlySet<string> = new Set([
  'config-invalid',
  'config-unreadable',
  'render-spec-invalid',
  'comp-unreadable',
  'comp-has-errors',
]);

/** Tells the user of errors, once each, with what can be done about them. */
export class ErrorReporter {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Shows an error. Resolves when it is shown, not when it is answered. */
  show(error: unknown): void {
    if (error instanceof Dismissed) return;
    if (error instanceof Notice) {
      void vscode.window.showInformationMessage(error.message);
      return;
    }
    if (error instanceof ComplineError) this.#log.error(`${error.code}:`, error);
    else this.#log.error(error instanceof Error ? error : String(error));
    const remedy = this.#remedy(error);
    const showLog = { title: vscode.l10n.t('Show Log'), run: () => this.#log.show() };
    void this.#ask(describeError(error), remedy === undefined ? [showLog] : [remedy, showLog]);
  }

  /** What takes the user to where the error is mended. */
  #remedy(error: unknown): Action | undefined {
    if (!(error instanceof ComplineError)) return undefined;
    if (error.code === 'farm-credential') {
      const run = (): void => void vscode.commands.executeCommand('compline.setFarmCredential');
      return { title: vscode.l10n.t('Set Farm Credential…'), run };
    }
    if (isInProblems(error)) {
      const run = (): void => {
        void this.#open(error.path);
        void vscode.commands.executeCommand('workbench.actions.view.problems');
      };
      return { title: vscode.l10n.t('Show Problems'), run };
    }
    if (error.path === undefined || !IN_A_TEXT.has(error.code)) return undefined;
    return { title: vscode.l10n.t('Open File'), run: () => void this.#open(error.path) };
  }

  async #ask(message: string, actions: readonly Action[]): Promise<void> {
    const choice = await vscode.window.showErrorMessage(message, ...actions.map((it) => it.title));
    actions.find((it) => it.title === choice)?.run();
  }

  async #open(path: string | undefined): Promise<void> {
    if (path === undefined) return;
    try {
      await vscode.window.showTextDocument(vscode.Uri.file(path), { preserveFocus: true });
    } catch (error) {
      this.#log.warn(`${path} could not be opened:`, error);
    }
  }
}
