import * as vscode from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import { lockText } from './lock-rows.ts';
import type { LocksView } from './locks-view.ts';

const COLORS: Readonly<Partial<Record<Lock['state'], string>>> = {
  mine: 'charts.green',
  held: 'charts.orange',
  stale: 'charts.yellow',
};

/** Marks locked files in the Explorer, in tabs and in lists of files. */
export class LockDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #locks: LocksView;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #disposable: vscode.Disposable;

  constructor(locks: LocksView) {
    this.#locks = locks;
    this.#disposable = vscode.Disposable.from(
      locks.onDidChange((files) => this.#changed.fire(files.map((it) => vscode.Uri.file(it)))),
      vscode.window.registerFileDecorationProvider(this),
      this.#changed,
    );
  }

  get onDidChangeFileDecorations(): vscode.Event<vscode.Uri[]> {
    return this.#changed.event;
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const lock = uri.scheme === 'file' ? this.#locks.model.lock(uri.fsPath) : undefined;
    if (lock === undefined) return undefined;
    const color = COLORS[lock.state];
    const badge = lock.state === 'mine' || lock.state === 'held' ? 'L' : 'L?';
    const tooltip = vscode.l10n.t('Lock: {0}', lockText(lock));
    return new vscode.FileDecoration(badge, tooltip, color === undefined ? undefined : new vscode.ThemeColor(color));
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}
