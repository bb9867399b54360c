import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import type { LanguageServer } from '../language/language-client.ts';
import { compDocument } from './comp-document.ts';
import { pipelineLocksSchema } from './lock-pipeline-answer.ts';

/** Locks the Savers by which the pipeline renders a comp, in its text: the user saves it. */
export async function lockPipeline(server: LanguageServer, comp: unknown): Promise<void> {
  const answer = await server.execute('compline.applyPipelineLocks', compDocument(comp));
  const { locked, already } = pipelineLocksSchema.parse(answer);
  if (locked.length > 0) {
    const message = vscode.l10n.t('Locked in the text: {0}. Save the comp to keep it.', locked.join(', '));
    void vscode.window.showInformationMessage(message);
  } else if (already.length > 0) throw new Notice(vscode.l10n.t('Locked already: {0}.', already.join(', ')));
  else throw new Notice(vscode.l10n.t('This comp has no Saver _FINAL or _PREVIEW, and none that compline.yaml names.'));
}
