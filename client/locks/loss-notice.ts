import * as vscode from 'vscode';
import type { HeldLocks } from '../../server/link/held-locks.ts';
import type { Lock } from '../../server/protocol/locks.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import { type Choice, commandChoice, offer } from '../core/offer.ts';
import { lockKey } from './held-by-others.ts';
import type { KnownLocks } from './known-locks.ts';
import { nameOf, ownerInText } from './lock-texts.ts';
import type { LockedOut } from './locked-out.ts';
import type { OpenComps } from './open-comps.ts';

/** Milliseconds for which a lock holds that cannot be renewed: less than it takes to be stale for others. */
const LEASE = 90_000;

/** What the notice needs. */
export interface LossNoticeServices {
  readonly held: HeldLocks;
  readonly known: KnownLocks;
  readonly comps: OpenComps;
  readonly out: LockedOut;
  readonly errors: ErrorReporter;
}

/**
 * Tells that a lock of this window is lost: taken over by somebody, or on a share that has not answered for so long that
 * somebody may have taken it over. What is typed and not saved stays in the editor, and can be saved beside.
 */
export class LossNotice implements vscode.Disposable {
  readonly #services: LossNoticeServices;
  readonly #told = new Set<string>();
  readonly #unreachable = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor(services: LossNoticeServices) {
    this.#services = services;
    this.#subscriptions = [
      services.held.onLost((lock) => {
        // One that is simply gone can be taken again, and is where there is something to save.
        if (isTaken(lock)) void this.#tellTaken(lock);
      }),
      services.known.onDidChange((changes) => {
        for (const { lock, before } of changes) {
          this.#follow(lock);
          // Seen before the core's next heartbeat finds it out.
          if (before?.state === 'mine' && services.held.isHeld(lock.file) && isTaken(lock)) void this.#tellTaken(lock);
        }
      }),
    ];
  }

  dispose(): void {
    for (const timer of this.#unreachable.values()) clearTimeout(timer);
    for (const it of this.#subscriptions) it.dispose();
  }

  #follow({ file, state }: Lock): void {
    if (state !== 'unreachable') {
      clearTimeout(this.#unreachable.get(file));
      this.#unreachable.delete(file);
    } else if (this.#services.held.isHeld(file) && !this.#unreachable.has(file)) {
      this.#unreachable.set(
        file,
        setTimeout(() => void this.#tellUnreachable(file), LEASE),
      );
    }
  }

  async #tellTaken(lock: Lock): Promise<void> {
    const { file } = lock;
    if (this.#told.has(lockKey(lock))) return;
    this.#told.add(lockKey(lock));
    const message = lossSentence(lock);
    const takeOver = commandChoice(vscode.l10n.t('Take Over…'), 'compline.takeOverLock', file);
    await this.#offer(message, [takeOver, ...this.#choices(file)]);
  }

  async #tellUnreachable(file: string): Promise<void> {
    this.#services.out.out(file);
    const message = vscode.l10n.t(
      'The folder of {0} does not answer, so your lock of it may be lost. It is read-only here until the folder is back.',
      nameOf(file),
    );
    await this.#offer(message, []);
  }

  #choices(file: string): readonly Choice[] {
    if (!this.#services.comps.isDirty(file)) return [];
    return [
      commandChoice(vscode.l10n.t('Save As New Version…'), 'compline.saveVersion', file),
      // VS Code's own: the text in the editor beside the file as it is now.
      commandChoice(vscode.l10n.t('Compare'), 'workbench.files.action.compareWithSaved', file),
    ];
  }

  async #offer(message: string, choices: readonly Choice[]): Promise<void> {
    // It stands until it is answered: somebody else may be writing what was being worked on here.
    await offer(this.#services.errors, { severity: 'error', message, choices });
  }
}

/** True for a lock that is somebody else's now, or was. */
function isTaken({ state }: Lock): boolean {
  return state === 'held' || state === 'stale' || state === 'unreadable';
}

function lossSentence(lock: Lock): string {
  const name = nameOf(lock.file);
  if (lock.elsewhere !== undefined) {
    return vscode.l10n.t('You have taken over the lock of {0} elsewhere. It is read-only here.', name);
  }
  return lock.state === 'held'
    ? vscode.l10n.t('{0} has taken over your lock of {1}. It is read-only here.', ownerInText(lock), name)
    : vscode.l10n.t('Your lock of {0} is lost. It is read-only here.', name);
}
