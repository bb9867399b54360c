import * as vscode from 'vscode';
import { Dismissed, type ErrorReporter, Notice } from '../core/error-reporter.ts';
import { offer } from '../core/offer.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { reloadComp } from '../locks/reload-comp.ts';
import { formatVersion } from '../views/format.ts';
import { type KeptVersion, versionName } from './pick-version.ts';

/** What restoring needs. */
export interface RestoreServices {
  readonly core: PipelineCore;
  readonly errors: ErrorReporter;
}

/** Gives a comp the text of a version, once the user has said yes. What it holds now is kept as a version first. */
export async function restoreVersion({ core, errors }: RestoreServices, comp: string, version: KeptVersion) {
  const restore = vscode.l10n.t('Restore');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Restore {0} to version {1}?', nameOf(comp), versionName(version)),
    { modal: true, detail: vscode.l10n.t('What it holds now is kept as a new version first.') },
    restore,
  );
  if (answer !== restore) throw new Dismissed();
  const document = vscode.workspace.textDocuments.find((it) => it.uri.scheme === 'file' && it.uri.fsPath === comp);
  if (document?.isDirty && !(await document.save())) {
    throw new Notice(vscode.l10n.t('{0} could not be saved, so nothing was restored.', nameOf(comp)));
  }
  const { kept, unchanged } = await core.request('version/restore', { file: comp, version: version.file });
  await reloadComp(comp, { discard: false });
  if (unchanged) throw new Notice(vscode.l10n.t('{0} is what it was in that version.', nameOf(comp)));
  if (kept === undefined) return;
  const show = async (): Promise<void> => {
    await vscode.window.showTextDocument(vscode.Uri.file(kept.file), { preview: true });
  };
  void offer(errors, {
    severity: 'information',
    message: vscode.l10n.t('{0} is restored. What it held is version {1}.', nameOf(comp), formatVersion(kept.number)),
    choices: [{ title: vscode.l10n.t('Show'), run: show }],
  });
}
