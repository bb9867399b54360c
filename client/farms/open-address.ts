import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';

/** Opens an address that a configuration or a farm has said, outside of the window; nothing but pages. Throws `Notice`. */
export async function openAddress(address: string): Promise<void> {
  if (!/^https?:\/\//i.test(address)) throw new Notice(vscode.l10n.t('{0} is no address of a page.', address));
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
