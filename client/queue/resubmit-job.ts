import * as vscode from 'vscode';
import type { Submitted } from '../../server/protocol/queue.ts';
import { describeError } from '../core/describe-error.ts';
import { Dismissed } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { withTrust } from '../core/trust-project.ts';
import { confirm } from './for-each-job.ts';
import { jobOfArgument, pickJob } from './job-choice.ts';
import type { JobEnds } from './job-ends.ts';
import type { QueueView } from './queue-view.ts';

/** What submitting a job again needs. */
interface ResubmitServices {
  readonly core: PipelineCore;
  readonly queue: QueueView;
  /** Told of the new job. */
  readonly ends: Pick<JobEnds, 'follow'>;
}

/** Submits a job once more, with frames that the user writes. What may be written the core says while it is typed. */
export async function resubmitJob({ core, queue, ends }: ResubmitServices, argument: unknown): Promise<void> {
  const question = {
    placeHolder: vscode.l10n.t('Job to render again'),
    none: vscode.l10n.t('No job can be rendered again: what a publish renders is rendered by publishing again.'),
    fits: ({ kind }: { readonly kind: string }) => kind === 'render',
  };
  const job = jobOfArgument(argument) ?? (await pickJob(queue, question));
  const name = queue.model.job(job)?.name ?? job;
  const asked = (text: string) => ({ job, again: true, ...(text.trim() !== '' && { frames: text.trim() }) });
  const plan = (text: string) => core.request('queue/resubmit', { ...asked(text), dryRun: true });
  // Before the question: a project that is not trusted, or a publish, is none of the text's business.
  const { plan: same } = await withTrust(core, () => plan(''));
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Render {0} again', name),
    prompt: vscode.l10n.t('Frames such as 1-24, 1,5,10-20 or 1-100x5; empty for the same as before.'),
    validateInput: async (it) => await problemOf(it, plan),
  });
  if (text === undefined) throw new Dismissed();
  const { duplicates } = text.trim() === '' ? same : (await plan(text)).plan;
  if (duplicates.length > 0) {
    await confirm(
      vscode.l10n.t('The same is in the queue already. Render it all the same?'),
      duplicates.map((id) => queue.model.job(id)?.name ?? id).join('\n'),
      vscode.l10n.t('Render Again'),
    );
  }
  const { job: submitted } = await core.request('queue/resubmit', asked(text));
  if (submitted !== undefined) ends.follow(submitted);
}

type Plan = (text: string) => Promise<Submitted>;

async function problemOf(text: string, plan: Plan): Promise<string | vscode.InputBoxValidationMessage | undefined> {
  if (text.trim() === '') return undefined;
  try {
    const { layers, warnings } = (await plan(text)).plan;
    const frames = layers.flatMap(({ tasks }) => tasks).reduce((sum, { first, last }) => sum + last - first + 1, 0);
    const chunks = layers.reduce((sum, { tasks }) => sum + tasks.length, 0);
    const message = [vscode.l10n.t('Frames: {0}, chunks: {1}', frames, chunks), ...warnings].join(' · ');
    const severity =
      warnings.length > 0 ? vscode.InputBoxValidationSeverity.Warning : vscode.InputBoxValidationSeverity.Info;
    return { message, severity };
  } catch (error) {
    return describeError(error);
  }
}
