import path from 'node:path';
import * as vscode from 'vscode';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { KnownLocks } from './known-locks.ts';

const LOCK_FILES = '**/.~*.lock';

/** Milliseconds in which changes are gathered: a thousand locks that come at once are one question. */
const GATHER = 200;

/** Asks about the locks whose files come and go in the workspace, as far as its file watching tells. */
export class LockFiles implements vscode.Disposable {
  readonly #core: PipelineCore;
  readonly #known: KnownLocks;
  readonly #log: vscode.LogOutputChannel;
  readonly #disposable: vscode.Disposable;
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(core: PipelineCore, known: KnownLocks, log: vscode.LogOutputChannel) {
    this.#core = core;
    this.#known = known;
    this.#log = log;
    const watcher = vscode.workspace.createFileSystemWatcher(LOCK_FILES, false, true, false);
    const hear = (uri: vscode.Uri): void => this.#hear(uri);
    this.#disposable = vscode.Disposable.from(watcher, watcher.onDidCreate(hear), watcher.onDidDelete(hear));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposable.dispose();
  }

  #hear(uri: vscode.Uri): void {
    const name = /^\.~(?<name>.+)\.lock$/.exec(path.basename(uri.fsPath))?.groups?.name;
    // A core that nobody has asked for anything is not started for that.
    if (name === undefined || this.#core.state !== 'connected') return;
    this.#changed.add(path.join(path.dirname(uri.fsPath), name));
    this.#timer ??= setTimeout(() => void this.#ask(), GATHER);
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    const files = [...this.#changed];
    this.#changed.clear();
    try {
      await this.#known.ask(async () => (await this.#core.request('lock/status', { files })).locks);
    } catch (error) {
      this.#log.warn('Locks that have changed are not known:', error);
    }
  }
}
