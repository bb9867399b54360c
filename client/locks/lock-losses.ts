import path from 'node:path';
import * as vscode from 'vscode';
import type { Lock } from '../../server/protocol/locks.ts';
import { ownerText } from './lock-rows.ts';

/** Tells that somebody else has taken over a lock of this window. */
export async function tellTaken(lock: Lock): Promise<void> {
  const name = path.basename(lock.file);
  const message = vscode.l10n.t(
    'Your lock of {0} was taken over by {1}. Ask them before you save.',
    name,
    ownerText(lock),
  );
  await vscode.window.showWarningMessage(message);
}

/** Tells that the locks of this window ended with its connection to the core, and offers to take them again. */
export async function tellLost(files: readonly string[]): Promise<void> {
  const names = files.map((it) => path.basename(it)).join(', ');
  const again = vscode.l10n.t('Acquire Again');
  const message = vscode.l10n.t('The pipeline core has ended, and with it your lock of: {0}', names);
  if ((await vscode.window.showWarningMessage(message, again)) !== again) return;
  for (const file of files) await vscode.commands.executeCommand('compline.acquireLock', vscode.Uri.file(file));
}
