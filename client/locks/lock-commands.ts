import * as vscode from 'vscode';
import { fileOf } from '../commands/arguments.ts';
import { Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { LocksView } from './locks-view.ts';

/** What commands do with locks. */
export class LockCommands {
  readonly #core: PipelineCore;
  readonly #locks: LocksView;

  constructor(core: PipelineCore, locks: LocksView) {
    this.#core = core;
    this.#locks = locks;
  }

  /** Takes the lock of a file for this window. */
  async acquire(argument: unknown): Promise<void> {
    const { lock } = await this.#core.request('lock/acquire', { file: pathOf(argument) });
    this.#locks.take(lock);
  }

  /** Lets the lock of a file go. */
  async release(argument: unknown): Promise<void> {
    const { lock } = await this.#core.request('lock/release', { file: pathOf(argument) });
    this.#locks.take(lock);
  }
}

function pathOf(argument: unknown): string {
  const uri = fileOf(argument);
  if (uri?.scheme === 'file') return uri.fsPath;
  throw new Notice(vscode.l10n.t('Open a file of the project first, or choose one in the Explorer.'));
}
