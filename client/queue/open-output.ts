import path from 'node:path';
import * as vscode from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { withTrust } from '../core/trust-project.ts';
import { jobOfArgument, pickJob } from './job-choice.ts';
import type { QueueView } from './queue-view.ts';

/** Opens the folder that a job renders into. Throws `Dismissed`, `Notice`, `ComplineError`. */
export async function openOutput(core: PipelineCore, queue: QueueView, argument: unknown): Promise<void> {
  const job =
    jobOfArgument(argument) ??
    (await pickJob(queue, {
      placeHolder: vscode.l10n.t('Job whose output folder is opened'),
      none: vscode.l10n.t('There is no job in the queue.'),
      fits: () => true,
    }));
  const folders = await foldersOf(core, queue, job);
  const [first] = folders;
  if (first === undefined) throw new Notice(vscode.l10n.t('It is not known which files this job writes.'));
  const placeHolder = vscode.l10n.t('Folder to open');
  const folder = folders.length === 1 ? first : await vscode.window.showQuickPick([...folders], { placeHolder });
  if (folder === undefined) throw new Dismissed();
  const uri = vscode.Uri.file(folder);
  const isThere = await Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
  if (!isThere) throw new Notice(vscode.l10n.t('{0} is not there: nothing is rendered into it yet.', folder));
  const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(isInside ? 'revealInExplorer' : 'revealFileInOS', uri);
}

/** A publish stages its frames and commits them beside its comp; of others their submission tells. */
async function foldersOf(core: PipelineCore, queue: QueueView, job: string): Promise<readonly string[]> {
  try {
    const asked = { job, again: true, dryRun: true };
    const { plan } = await withTrust(core, () => core.request('queue/resubmit', asked));
    return [...new Set(plan.layers.flatMap(({ outputs }) => outputs.map((it) => path.dirname(it))))];
  } catch (error) {
    const comp = queue.model.job(job)?.comp;
    if (!ComplineError.is(error, 'not-supported') || comp === undefined) throw error;
    return [path.dirname(comp)];
  }
}
