import * as vscode from 'vscode';
import type { DeletePlan } from '../../server/protocol/queue.ts';
import { Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { formatSize } from '../views/format.ts';
import { confirm } from './for-each-job.ts';
import { chooseJobs } from './job-choice.ts';
import { isActive } from './job-look.ts';
import type { QueueView } from './queue-view.ts';

/** How many names of jobs a dialog lists. */
const MOST_NAMED = 10;

/** Deletes jobs that have ended, when the user has seen what that does. Throws `Dismissed`, `Notice`, `ComplineError`. */
export async function deleteJobs(core: PipelineCore, queue: QueueView, args: readonly unknown[]): Promise<void> {
  const jobs = [
    ...(await chooseJobs(queue, args, {
      placeHolder: vscode.l10n.t('Job to delete'),
      none: vscode.l10n.t('No job has ended.'),
      fits: (job) => !isActive(job),
    })),
  ];
  const { plan } = await core.request('queue/delete', { jobs, dryRun: true });
  if (plan.refused.length > 0) throw new Notice(plan.refused.join(' '));
  const [first] = plan.jobs;
  const question =
    plan.jobs.length === 1
      ? vscode.l10n.t('Delete job {0}?', first?.name ?? '')
      : vscode.l10n.t('Delete {0} jobs?', plan.jobs.length);
  await confirm(question, detailOf(plan), vscode.l10n.t('Delete'));
  const { plan: done } = await core.request('queue/delete', { jobs });
  if (done.refused.length > 0) throw new Notice(done.refused.join(' '));
}

function detailOf({ jobs, logs, logBytes }: DeletePlan): string {
  const names = jobs.length === 1 ? [] : jobs.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = names.length === 0 ? 0 : jobs.length - names.length;
  const tasks = jobs.reduce((sum, it) => sum + it.tasks, 0);
  const attempts = jobs.reduce((sum, it) => sum + it.attempts, 0);
  return [
    ...names,
    ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : []),
    ...(names.length > 0 ? [''] : []),
    vscode.l10n.t(
      'Goes for good: chunks {0}, attempts {1}, logs {2} ({3}).',
      tasks,
      attempts,
      logs,
      formatSize(logBytes),
    ),
    vscode.l10n.t('What was rendered stays.'),
  ].join('\n');
}
