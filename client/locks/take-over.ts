import * as vscode from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { formatAge } from '../views/format.ts';
import type { KnownLocks } from './known-locks.ts';
import type { LockKeeper } from './lock-keeper.ts';
import { nameOf, ownerInText } from './lock-texts.ts';

/** What taking over needs. */
export interface TakeOverServices {
  readonly core: PipelineCore;
  readonly known: KnownLocks;
  readonly keeper: LockKeeper;
}

/**
 * Takes over the lock of a file for this window: a stale one after a question, one that is alive for a reason, which
 * goes to the audit trail, one of the user's own other window at once.
 */
export async function takeOver({ core, known, keeper }: TakeOverServices, file: string): Promise<void> {
  await known.ask(async () => (await core.request('lock/status', { files: [file] })).locks);
  const lock = known.model.lock(file);
  switch (lock?.state) {
    case undefined:
    case 'free':
      return await keeper.acquire(file);
    case 'mine':
      throw new Notice(vscode.l10n.t('{0} is locked by you already.', nameOf(file)));
    case 'unreachable':
      throw new Notice(vscode.l10n.t('The folder of {0} does not answer.', nameOf(file)));
    case 'stale':
      await confirmStale(lock);
      return await keeper.takeOver(file);
    case 'held':
    case 'unreadable':
      return await keeper.takeOver(file, lock.elsewhere === undefined ? await askReason(lock) : undefined);
  }
}

async function confirmStale(lock: Lock): Promise<void> {
  const take = vscode.l10n.t('Take Over');
  const { ageSeconds } = lock;
  const detail =
    ageSeconds === undefined
      ? vscode.l10n.t('It is no longer renewed. If they still work on it, they are told that they have lost it.')
      : vscode.l10n.t(
          'It was last renewed {0} ago. If they still work on it, they are told that they have lost it.',
          formatAge(ageSeconds),
        );
  const question = vscode.l10n.t('Take over the lock that {0} left on {1}?', ownerInText(lock), nameOf(lock.file));
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, take);
  if (answer !== take) throw new Dismissed();
}

async function askReason(lock: Lock): Promise<string> {
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('Take over {0} from {1}', nameOf(lock.file), ownerInText(lock)),
    prompt: vscode.l10n.t('Why? The reason goes to the audit trail. What they have not saved may be lost to the file.'),
    placeHolder: vscode.l10n.t('Mara is ill, the shot is due today'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Say why.') : undefined),
  });
  if (reason === undefined || reason.trim() === '') throw new Dismissed();
  return reason.trim();
}
