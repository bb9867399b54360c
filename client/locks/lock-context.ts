import * as vscode from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import { keepsOut } from './held-by-others.ts';
import type { KnownLocks } from './known-locks.ts';

/** Whose a lock is, as menus ask. */
const KEYS: readonly (readonly [key: string, fits: (lock: Lock) => boolean])[] = [
  ['compline.locks.mine', ({ state }) => state === 'mine'],
  ['compline.locks.others', (lock) => keepsOut(lock) || lock.state === 'stale'],
];

/** Tells menus which files are locked, and by whom: each key is the list of their paths. */
export class LockContext implements vscode.Disposable {
  readonly #known: KnownLocks;
  readonly #disposable: vscode.Disposable;
  readonly #told = new Map<string, string>();

  constructor(known: KnownLocks) {
    this.#known = known;
    this.#disposable = known.onDidChange(() => this.#tell());
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #tell(): void {
    for (const [key, fits] of KEYS) {
      const files = this.#known.model.locks.filter(fits).flatMap(({ file }) => spellings(file));
      const text = files.join('\0');
      if (this.#told.get(key) === text) continue;
      this.#told.set(key, text);
      void vscode.commands.executeCommand('setContext', key, files);
    }
  }
}

/** A path as menus may have it: a window on Windows that works on another machine writes its paths in its own way. */
export function spellings(file: string): readonly string[] {
  return file.startsWith('/') ? [file, file.replaceAll('/', '\\')] : [file];
}
