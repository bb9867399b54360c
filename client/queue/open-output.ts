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
  const folders = await foldersOf(core, job);
  const [first] = folders;
  if (first === undefined) throw new Notice(vscode.l10n.t('It is not known which files this job writes.'));
  const placeHolder = vscode.l10n.t('Folder to open');
  const folder = folders.length === 1 ? first : await vscode.window.showQuickPick([...folders], { placeHolder });
  if (folder === undefined) throw new Dismissed();
  const uri = vscode.Uri.file(folder);
  if (!(await isThere(folder)))
    throw new Notice(vscode.l10n.t('{0} is not there: nothing is rendered into it yet.', folder));
  const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(isInside ? 'revealInExplorer' : 'revealFileInOS', uri);
}

/**
 * The folders as the core tells them; of an older core the submission tells. The staging of a publish that has failed is
 * gone: what it was made from is beside its comp.
 */
async function foldersOf(core: PipelineCore, job: string): Promise<readonly string[]> {
  const { outputs = [], comp, kind } = (await core.request('queue/get', { job })).job;
  if (outputs.length > 0) {
    const isGone = kind !== 'render' && outputs.length === 1 && !(await isThere(outputs[0] ?? ''));
    return isGone && comp !== undefined ? [path.dirname(comp)] : outputs;
  }
  try {
    const asked = { job, again: true, dryRun: true };
    const { plan } = await withTrust(core, () => core.request('queue/resubmit', asked));
    return [...new Set(plan.layers.flatMap(({ outputs }) => outputs.map((it) => path.dirname(it))))];
  } catch (error) {
    if (!ComplineError.is(error, 'not-supported') || comp === undefined) throw error;
    return [path.dirname(comp)];
  }
}

async function isThere(folder: string): Promise<boolean> {
  return await Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.file(folder))).then(
    () => true,
    () => false,
  );
}
