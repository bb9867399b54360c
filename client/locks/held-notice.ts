import * as vscode from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import { commandChoice, offer } from '../core/offer.ts';
import { keepsOut, lockKey } from './held-by-others.ts';
import type { KnownLocks } from './known-locks.ts';
import type { LockKeeper } from './lock-keeper.ts';
import { heldSentence } from './lock-texts.ts';
import type { OpenComps } from './open-comps.ts';
import type { ReadonlyEditors } from './readonly-editors.ts';

/** What the notice needs. */
export interface HeldNoticeServices {
  readonly comps: OpenComps;
  readonly known: KnownLocks;
  readonly keeper: LockKeeper;
  readonly readonly: ReadonlyEditors;
  readonly errors: ErrorReporter;
  /** The name that the user logs in with: who left a stale lock behind gets it back without a question. */
  readonly user: string;
}

/** Tells whoever looks at a comp that somebody else has its lock, once for each such lock, and what can be done. */
export class HeldNotice implements vscode.Disposable {
  readonly #services: HeldNoticeServices;
  readonly #told = new Set<string>();
  readonly #disposable: vscode.Disposable;

  constructor(services: HeldNoticeServices) {
    this.#services = services;
    const { comps, known, keeper } = services;
    const look = (): void => this.#look();
    this.#disposable = vscode.Disposable.from(
      known.onDidChange((changes) => {
        for (const { before, lock } of changes) if (before?.state === 'mine') this.#told.add(lockKey(lock));
        look();
      }),
      comps.onDidChange(look),
      vscode.window.onDidChangeVisibleTextEditors(look),
      keeper.onDidRefuse((lock) => void this.#tell(lock)),
    );
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #look(): void {
    const { comps, known } = this.#services;
    for (const file of comps.all) {
      const lock = known.model.lock(file);
      if (lock === undefined || !comps.isSeen(file) || !this.#isWorthTelling(lock)) continue;
      if (!this.#told.has(lockKey(lock))) void this.#tell(lock);
    }
  }

  #isWorthTelling(lock: Lock): boolean {
    return keepsOut(lock) || (lock.state === 'stale' && lock.owner?.user !== this.#services.user);
  }

  async #tell(lock: Lock): Promise<void> {
    this.#told.add(lockKey(lock));
    const { file } = lock;
    const canBeAsked = lock.elsewhere === undefined && lock.owner !== undefined;
    await offer(this.#services.errors, {
      severity: 'warning',
      message: heldSentence(lock),
      choices: [
        { title: vscode.l10n.t('Open Read-Only'), run: () => this.#openReadonly(file) },
        commandChoice(vscode.l10n.t('Take Over…'), 'compline.takeOverLock', file),
        ...(canBeAsked ? [commandChoice(vscode.l10n.t('Notify Owner…'), 'compline.notifyLockOwner', file)] : []),
      ],
    });
  }

  async #openReadonly(file: string): Promise<void> {
    await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
    await this.#services.readonly.set(file);
  }
}
