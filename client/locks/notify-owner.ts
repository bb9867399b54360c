import * as vscode from 'vscode';
import { Dismissed } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { KnownLocks } from './known-locks.ts';
import { nameOf, ownerText } from './lock-texts.ts';

/** Asks whoever holds the lock of a file to let it go, with a message where the user has one. */
export async function notifyOwner(core: PipelineCore, known: KnownLocks, file: string): Promise<void> {
  const owner = ownerText(known.model.lock(file) ?? {});
  const message = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ask {0} to let {1} go', owner, nameOf(file)),
    prompt: vscode.l10n.t('A message, may be empty. It is shown to them within half a minute, if they run Compline.'),
  });
  if (message === undefined) throw new Dismissed();
  await core.request('lock/ask', { file, message: message.trim() });
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0} is asked to let {1} go.', owner, nameOf(file)), 5_000);
}
