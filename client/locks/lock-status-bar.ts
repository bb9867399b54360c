import * as vscode from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import type { SaveConflicts } from '../saves/save-conflicts.ts';
import { showStatus } from '../views/show-status.ts';
import type { KnownLocks } from './known-locks.ts';
import type { LockKeeper } from './lock-keeper.ts';
import { lockText, nameOf, ownerInText, ownerText, sinceText } from './lock-texts.ts';
import type { OpenComps } from './open-comps.ts';

/** What the item is made of. */
export interface LockStatusServices {
  readonly comps: OpenComps;
  readonly known: KnownLocks;
  readonly keeper: LockKeeper;
  readonly conflicts: SaveConflicts;
}

/** What the status bar says about the comp in the active editor. */
export interface LockStatus {
  readonly text: string;
  readonly tooltip: string;
  /** True for what somebody has to look after. */
  readonly isWarning: boolean;
}

/** What is said of a lock; nothing of one that is free. */
export function statusOf(lock: Lock | undefined): LockStatus | undefined {
  if (lock === undefined || lock.state === 'free') return undefined;
  const since = sinceText(lock);
  const state = `${nameOf(lock.file)}: ${lockText(lock)}`;
  const tooltip = since === undefined ? state : vscode.l10n.t('{0}, since {1}', state, since);
  switch (lock.state) {
    case 'mine':
      return { text: `$(lock) ${vscode.l10n.t('You')}`, tooltip, isWarning: false };
    case 'held':
      return lock.elsewhere === undefined
        ? { text: `$(person) ${ownerText(lock)}`, tooltip: `${tooltip} · ${ownerInText(lock)}`, isWarning: false }
        : { text: `$(person) ${vscode.l10n.t('You, elsewhere')}`, tooltip, isWarning: false };
    case 'stale':
      return { text: `$(warning) ${vscode.l10n.t('Stale: {0}', ownerText(lock))}`, tooltip, isWarning: false };
    case 'unreadable':
      return { text: `$(question) ${vscode.l10n.t('Lock not readable')}`, tooltip, isWarning: true };
    case 'unreachable':
      return { text: `$(debug-disconnect) ${vscode.l10n.t('Folder away')}`, tooltip, isWarning: true };
  }
}

/** Says in the status bar how the comp in the active editor is locked, and nothing where there is nothing to say. */
export class LockStatusBar implements vscode.Disposable {
  readonly #services: LockStatusServices;
  readonly #item = vscode.window.createStatusBarItem('compline.lock', vscode.StatusBarAlignment.Left, 50);
  readonly #disposable: vscode.Disposable;

  constructor(services: LockStatusServices) {
    this.#services = services;
    this.#item.name = vscode.l10n.t('Compline Lock');
    this.#item.command = 'compline.showLockActions';
    const show = (): void => this.#show();
    const { comps, known, keeper, conflicts } = services;
    this.#disposable = vscode.Disposable.from(
      this.#item,
      comps.onDidChange(show),
      known.onDidChange(show),
      keeper.onDidFail(show),
      conflicts.onDidChange(show),
      vscode.window.onDidChangeActiveTextEditor(show),
    );
  }

  /** What is said now. */
  get status(): LockStatus | undefined {
    const { comps, known, keeper, conflicts } = this.#services;
    const file = comps.active;
    if (file === undefined) return undefined;
    if (conflicts.of(file) !== undefined) {
      const tooltip = vscode.l10n.t(
        '{0}: a save met changes of somebody else. Decide which text stands.',
        nameOf(file),
      );
      return { text: `$(warning) ${vscode.l10n.t('Save conflict')}`, tooltip, isWarning: true };
    }
    const failure = keeper.failure(file);
    if (failure !== undefined) {
      const tooltip = vscode.l10n.t('{0} is not locked: {1}', nameOf(file), failure);
      return { text: `$(unlock) ${vscode.l10n.t('Not locked')}`, tooltip, isWarning: true };
    }
    return statusOf(known.model.lock(file));
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #show(): void {
    const { status } = this;
    const spoken = vscode.l10n.t('Lock: {0}', status?.tooltip ?? '');
    showStatus(this.#item, status && { ...status, spoken });
  }
}
