import * as vscode from 'vscode';
import type { HeldLocks } from '../../server/link/held-locks.ts';
import type { Lock, LockState } from '../../server/protocol/locks.ts';
import { type ListLimits, type LockChange, LockModel } from './lock-model.ts';

/** What this window knows of locks, and who wants to know when it changes. */
export class KnownLocks implements vscode.Disposable {
  readonly model = new LockModel();
  readonly #changed = new vscode.EventEmitter<readonly LockChange[]>();
  readonly #subscription: { dispose(): void };

  constructor(held: HeldLocks) {
    this.#subscription = held.onChange((lock) => this.take(lock));
  }

  /** Fires with the locks that have another state or owner than before. */
  get onDidChange(): vscode.Event<readonly LockChange[]> {
    return this.#changed.event;
  }

  /** How the lock of a file stands; `free` also where nothing is known. */
  state(file: string): LockState {
    return this.model.lock(file)?.state ?? 'free';
  }

  /** Takes up a lock that is new or has changed. */
  take(lock: Lock): void {
    const change = this.model.apply(lock);
    if (change !== undefined) this.#changed.fire([change]);
  }

  /** Takes up what the core answers, unless something newer is heard meanwhile. */
  async ask(question: () => Promise<readonly Lock[]>): Promise<void> {
    const since = this.model.moment;
    this.#tell(this.model.applySince(await question(), since));
  }

  /** Takes up a whole list: the locks are these and no others. */
  replace(locks: readonly Lock[], limits: ListLimits): void {
    this.#tell(this.model.replace(locks, limits));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #tell(changes: readonly LockChange[]): void {
    if (changes.length > 0) this.#changed.fire(changes);
  }
}
