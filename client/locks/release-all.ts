import * as vscode from 'vscode';
import type { HeldLocks } from '../../server/link/held-locks.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { saveForRelease } from './asked-notice.ts';
import type { LockKeeper } from './lock-keeper.ts';
import { nameOf } from './lock-texts.ts';
import type { OpenComps } from './open-comps.ts';

/** What releasing needs. */
export interface ReleaseServices {
  readonly core: PipelineCore;
  readonly held: HeldLocks;
  readonly comps: OpenComps;
  readonly keeper: LockKeeper;
}

/** Lets every lock of the user on this machine go; asks first where that leaves unsaved changes without a lock. */
export async function releaseAll({ core, held, comps, keeper }: ReleaseServices): Promise<void> {
  const dirty = held.files.filter((file) => comps.isDirty(file));
  if (dirty.length > 0) await settleChanges(comps, dirty);
  const own = [...held.files];
  for (const file of own) await keeper.release(file);
  // Those of the user's other windows and commands.
  const { files } = await core.request('lock/release-all', {});
  const count = new Set([...own, ...files]).size;
  if (count === 0) throw new Notice(vscode.l10n.t('You hold no locks.'));
  vscode.window.setStatusBarMessage(
    count === 1 ? vscode.l10n.t('1 lock was let go.') : vscode.l10n.t('{0} locks were let go.', count),
    5_000,
  );
}

/** Asks what becomes of unsaved changes. */
async function settleChanges(comps: OpenComps, dirty: readonly string[]): Promise<void> {
  const save = vscode.l10n.t('Save and Release');
  const release = vscode.l10n.t('Release Only');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Release all your locks? There are unsaved changes in: {0}', dirty.map(nameOf).join(', ')),
    { modal: true, detail: vscode.l10n.t('Without the lock somebody else may change the files before you save them.') },
    save,
    release,
  );
  if (answer === undefined) throw new Dismissed();
  if (answer === save) for (const file of dirty) await saveForRelease(comps, file);
}
