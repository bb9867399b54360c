import * as vscode from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { SaveConflicts } from '../saves/save-conflicts.ts';
import { formatAge } from '../views/format.ts';
import type { KnownLocks } from './known-locks.ts';
import { lockText, nameOf, ownerInText, sinceText } from './lock-texts.ts';

/** Something that can be done about a lock: a command on its file. */
export interface LockAction {
  readonly label: string;
  readonly command: string;
}

/** What can be done about a lock in its state, the most fitting first. */
export function actionsFor(lock: Pick<Lock, 'state' | 'elsewhere' | 'owner'>): readonly LockAction[] {
  const acquire = { label: vscode.l10n.t('Acquire Lock'), command: 'compline.acquireLock' };
  const release = { label: vscode.l10n.t('Release Lock'), command: 'compline.releaseLock' };
  const saveVersion = { label: vscode.l10n.t('Save New Version…'), command: 'compline.saveVersion' };
  const takeOver = { label: vscode.l10n.t('Take Over…'), command: 'compline.takeOverLock' };
  const notify = { label: vscode.l10n.t('Notify Owner…'), command: 'compline.notifyLockOwner' };
  switch (lock.state) {
    case 'free':
      return [acquire, saveVersion];
    case 'mine':
      return [release, saveVersion];
    case 'held':
      return lock.elsewhere === undefined ? [notify, takeOver] : [takeOver];
    case 'stale':
      return lock.owner === undefined ? [takeOver] : [takeOver, notify];
    case 'unreadable':
      return [takeOver];
    case 'unreachable':
      return [];
  }
}

/** What the choice is made by. */
export interface LockActionServices {
  readonly known: KnownLocks;
  readonly conflicts: SaveConflicts;
}

/** Lets the user choose among what can be done about the lock of a file, and a save that is to be decided on. */
export async function chooseLockAction({ known, conflicts }: LockActionServices, file: string): Promise<void> {
  const lock = known.model.lock(file) ?? { file, state: 'free' as const };
  const decide = { label: vscode.l10n.t('Decide on Save…'), command: 'compline.resolveSaveConflict' };
  const items = [
    ...(conflicts.of(file) === undefined ? [] : [decide]),
    ...actionsFor(lock),
    { label: vscode.l10n.t('Show All Locks'), command: 'compline.locks.focus' },
  ];
  const title = `${nameOf(file)}: ${lockText(lock)}`;
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('What to do') });
  if (picked === undefined) throw new Dismissed();
  await vscode.commands.executeCommand(picked.command, vscode.Uri.file(file));
}

/** Lets the user choose one of the stale locks, and what to do about it. */
export async function chooseStaleLock(locks: readonly Lock[]): Promise<void> {
  const stale = locks.filter(({ state }) => state === 'stale');
  if (stale.length === 0) throw new Notice(vscode.l10n.t('No lock of this project is stale.'));
  const items = stale.map((lock) => ({
    label: nameOf(lock.file),
    description: [
      ownerInText(lock),
      ...(lock.ageSeconds === undefined ? [] : [vscode.l10n.t('last renewed {0} ago', formatAge(lock.ageSeconds))]),
    ].join(', '),
    ...(sinceText(lock) !== undefined && { detail: vscode.l10n.t('{0}, taken {1}', lock.file, sinceText(lock) ?? '') }),
    lock,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Stale Locks'),
    placeHolder: vscode.l10n.t('Locks that nobody renews any more'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) throw new Dismissed();
  const open = { label: vscode.l10n.t('Open File'), command: 'vscode.open' };
  const reveal = { label: vscode.l10n.t('Reveal in Explorer'), command: 'revealInExplorer' };
  const action = await vscode.window.showQuickPick([...actionsFor(picked.lock), open, reveal], {
    title: `${picked.label}: ${lockText(picked.lock)}`,
    placeHolder: vscode.l10n.t('What to do'),
  });
  if (action === undefined) throw new Dismissed();
  await vscode.commands.executeCommand(action.command, vscode.Uri.file(picked.lock.file));
}
