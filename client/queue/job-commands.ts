import * as vscode from 'vscode';
import type { JobState, JobSummary } from '../../server/protocol/jobs.ts';
import { elementOf } from '../commands/arguments.ts';
import { Dismissed } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { withTrust } from '../core/trust-project.ts';
import { jobOfRow, jobRow } from './job-rows.ts';
import type { QueueView } from './queue-view.ts';

/** What commands do with jobs of the queue. */
export class JobCommands {
  readonly #core: PipelineCore;
  readonly #queue: QueueView;

  constructor(core: PipelineCore, queue: QueueView) {
    this.#core = core;
    this.#queue = queue;
  }

  /** Cancels a job: its render ends, and what is not done stays undone. */
  async cancel(argument: unknown): Promise<void> {
    const job = await this.#jobFor(argument, vscode.l10n.t('Job to cancel'), ['waiting', 'running']);
    await this.#core.request('queue/cancel', { job });
  }

  /** Tries again what has failed or was cancelled of a job. */
  async retry(argument: unknown): Promise<void> {
    const job = await this.#jobFor(argument, vscode.l10n.t('Job to retry'), ['failed', 'cancelled']);
    await withTrust(this.#core, () => this.#core.request('queue/retry', { job }));
  }

  /** The job that a command is about: what it was given on, else what the user picks of those in the states. */
  async #jobFor(argument: unknown, placeHolder: string, states: readonly JobState[]): Promise<string> {
    return jobOfArgument(argument) ?? (await pickJob(this.#queue, placeHolder, (it) => states.includes(it.state)));
  }
}

/** The job of a row or an id. */
export function jobOfArgument(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  const id = elementOf(argument)?.row.id;
  return id === undefined ? undefined : (jobOfRow(id) ?? /^task:(?<job>[^/]+)\//.exec(id)?.groups?.job);
}

/** Lets the user pick a job. Throws `Dismissed` where none is picked. */
export async function pickJob(
  queue: QueueView,
  placeHolder: string,
  fits: (job: JobSummary) => boolean = () => true,
): Promise<string> {
  await queue.live.rows();
  const items = queue.model.jobs.filter(fits).map((job) => {
    const { label, description } = jobRow(job);
    return { label, description, job: job.id };
  });
  if (items.length === 0) throw new Error(vscode.l10n.t('There is no such job in the queue.'));
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked === undefined) throw new Dismissed();
  return picked.job;
}
