import * as vscode from 'vscode';
import type { ErrorReporter } from '../core/error-reporter.ts';
import type { Gate } from '../core/gate.ts';

/** Does what a command is for. The arguments are what a menu or a key binding passes. */
export type CommandHandler = (...args: readonly unknown[]) => Promise<void> | void;

/** Registers commands so that whatever goes wrong in one is told to the user, once. */
export class CommandRegistry implements vscode.Disposable {
  readonly #gate: Gate;
  readonly #errors: ErrorReporter;
  readonly #registered: vscode.Disposable[] = [];

  constructor(gate: Gate, errors: ErrorReporter) {
    this.#gate = gate;
    this.#errors = errors;
  }

  /** A command that works in every window. */
  always(id: string, handler: CommandHandler): void {
    this.#registered.push(
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        try {
          await handler(...args);
        } catch (error) {
          this.#errors.show(error);
        }
      }),
    );
  }

  /** A command that needs the pipeline core: it does nothing but say so where the window may not use it. */
  withCore(id: string, handler: CommandHandler): void {
    this.always(id, async (...args) => {
      await this.#gate.pass();
      await handler(...args);
    });
  }

  dispose(): void {
    for (const it of this.#registered) it.dispose();
  }
}
