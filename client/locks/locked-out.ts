import type * as vscode from 'vscode';
import type { HeldLocks } from '../../server/link/held-locks.ts';
import type { Lock } from '../../server/protocol/locks.ts';
import { keepsOut } from './held-by-others.ts';
import type { KnownLocks } from './known-locks.ts';
import type { LockKeeper } from './lock-keeper.ts';
import type { ReadonlyEditors } from './readonly-editors.ts';
import { reloadComp } from './reload-comp.ts';

/** What is needed to tell which editors are read-only. */
export interface LockedOutServices {
  readonly held: HeldLocks;
  readonly known: KnownLocks;
  readonly keeper: LockKeeper;
  readonly readonly: ReadonlyEditors;
}

/**
 * Keeps the editors of comps that are another's read-only: while somebody else holds the lock, and after it was lost or
 * refused until it is free or one's own.
 */
export class LockedOut implements vscode.Disposable {
  readonly #readonly: ReadonlyEditors;
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor({ held, known, keeper, readonly }: LockedOutServices) {
    this.#readonly = readonly;
    this.#subscriptions = [
      known.onDidChange((changes) => {
        for (const { lock } of changes) this.#follow(lock);
      }),
      keeper.onDidRefuse(({ file }) => void readonly.set(file)),
      held.onLost((lock) => {
        if (lock.state !== 'free') void readonly.set(lock.file);
      }),
    ];
  }

  /** Locks an editor out of a file whose lock is not known to be one's own any more. */
  out(file: string): void {
    void this.#readonly.set(file);
  }

  dispose(): void {
    for (const it of this.#subscriptions) it.dispose();
  }

  // A stale lock changes nothing: who was let in stays so, who was not is let in by taking it over.
  #follow(lock: Lock): void {
    if (keepsOut(lock)) void this.#readonly.set(lock.file);
    else if (lock.state === 'mine' || lock.state === 'free') void this.#letIn(lock.file);
  }

  async #letIn(file: string): Promise<void> {
    const wasOut = this.#readonly.has(file);
    await this.#readonly.reset(file);
    // Who had the lock may have written the file.
    if (wasOut) await reloadComp(file, { discard: false });
  }
}
