import * as vscode from 'vscode';
import type { SavedVersion } from '../../server/protocol/saves.ts';
import { type ErrorReporter, Notice } from '../core/error-reporter.ts';
import { offer } from '../core/offer.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { nameOf } from '../locks/lock-texts.ts';
import type { ReadonlyEditors } from '../locks/readonly-editors.ts';
import { reloadComp } from '../locks/reload-comp.ts';
import { formatVersion } from '../views/format.ts';
import { askVersion } from './ask-version.ts';

/** Where the state of the last version is kept. */
const LAST_STATE = 'compline.lastVersionState';

/** What saving a version needs. */
export interface SaveVersionServices {
  readonly core: PipelineCore;
  readonly readonly: ReadonlyEditors;
  readonly memento: vscode.Memento;
  readonly errors: ErrorReporter;
}

/**
 * Saves a comp and keeps it as a new version. Where its editor is read-only, since somebody else has the lock, the text
 * in it becomes the version without a word of it going into the file; the editor then shows the file again.
 */
export async function saveVersion({ core, readonly, memento, errors }: SaveVersionServices, file: string) {
  const title = vscode.l10n.t('Save New Version of {0}', nameOf(file));
  const answers = await askVersion(title, memento.get<string>(LAST_STATE));
  const document = vscode.workspace.textDocuments.find((it) => it.uri.scheme === 'file' && it.uri.fsPath === file);
  const text = document?.isDirty && readonly.has(file) ? document.getText() : undefined;
  if (text === undefined && document?.isDirty && !(await document.save())) {
    throw new Notice(vscode.l10n.t('{0} could not be saved, so it is no version yet.', nameOf(file)));
  }
  const { version } = await core.request('save/version', { file, ...answers, ...(text !== undefined && { text }) });
  await memento.update(LAST_STATE, version.state);
  if (text !== undefined && document?.getText() === text) await reloadComp(file, { discard: true });
  tellVersion(errors, file, version);
}

/** Tells the number of a version that was saved. */
export function tellVersion(errors: ErrorReporter, file: string, { number, state, file: kept }: SavedVersion): void {
  const show = async (): Promise<void> => {
    await vscode.window.showTextDocument(vscode.Uri.file(kept), { preview: true });
  };
  void offer(errors, {
    severity: 'information',
    message: vscode.l10n.t('{0} is saved as version {1} ({2}).', nameOf(file), formatVersion(number), state),
    choices: [{ title: vscode.l10n.t('Show'), run: show }],
  });
}
