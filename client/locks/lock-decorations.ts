import * as vscode from 'vscode';
import type { LockState } from '../../server/protocol/locks.ts';
import type { SaveConflicts } from '../saves/save-conflicts.ts';
import type { KnownLocks } from './known-locks.ts';
import { lockText, sinceText } from './lock-texts.ts';

/** How each state marks a file: the letters say it to those who see no colours. */
const MARKS: Readonly<Record<Exclude<LockState, 'free'>, readonly [badge: string, color: string]>> = {
  mine: ['L', 'charts.green'],
  held: ['L!', 'charts.orange'],
  stale: ['L~', 'charts.yellow'],
  unreadable: ['L?', 'charts.red'],
  unreachable: ['L?', 'charts.red'],
};

/** Marks locked files, and those with a save to decide on, in the Explorer, in tabs and in lists of files. */
export class LockDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #known: KnownLocks;
  readonly #conflicts: SaveConflicts;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #disposable: vscode.Disposable;

  constructor(known: KnownLocks, conflicts: SaveConflicts) {
    this.#known = known;
    this.#conflicts = conflicts;
    this.#disposable = vscode.Disposable.from(
      known.onDidChange((changes) => this.#tell(changes.map(({ lock }) => lock.file))),
      conflicts.onDidChange((files) => this.#tell(files)),
      vscode.window.registerFileDecorationProvider(this),
      this.#changed,
    );
  }

  get onDidChangeFileDecorations(): vscode.Event<vscode.Uri[]> {
    return this.#changed.event;
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== 'file') return undefined;
    if (this.#conflicts.of(uri.fsPath) !== undefined) {
      return mark(['!', 'charts.red'], vscode.l10n.t('A save met changes of somebody else: decide which text stands'));
    }
    const lock = this.#known.model.lock(uri.fsPath);
    if (lock === undefined || lock.state === 'free') return undefined;
    const since = sinceText(lock);
    const text = lockText(lock);
    const tooltip =
      since === undefined ? vscode.l10n.t('Lock: {0}', text) : vscode.l10n.t('Lock: {0}, since {1}', text, since);
    return mark(MARKS[lock.state], tooltip);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #tell(files: readonly string[]): void {
    this.#changed.fire(files.map((it) => vscode.Uri.file(it)));
  }
}

function mark([badge, color]: readonly [string, string], tooltip: string): vscode.FileDecoration {
  return new vscode.FileDecoration(badge, tooltip, new vscode.ThemeColor(color));
}
