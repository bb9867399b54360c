import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import { elementOf } from '../commands/arguments.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
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
    const job = await this.#jobFor(argument, {
      placeHolder: vscode.l10n.t('Job to cancel'),
      none: vscode.l10n.t('No job is waiting or running.'),
      fits: ({ state }) => state === 'waiting' || state === 'running',
    });
    await this.#core.request('queue/cancel', { job });
  }

  /** Tries again what has failed or was cancelled of a job. */
  async retry(argument: unknown): Promise<void> {
    const job = await this.#jobFor(argument, {
      placeHolder: vscode.l10n.t('Job to retry'),
      none: vscode.l10n.t('No job has failed or was cancelled.'),
      fits: ({ state }) => state === 'failed' || state === 'cancelled',
    });
    await withTrust(this.#core, () => this.#core.request('queue/retry', { job }));
  }

  /** The job that a command is about: what it was given on, else what the user picks. */
  async #jobFor(argument: unknown, question: JobQuestion): Promise<string> {
    return jobOfArgument(argument) ?? (await pickJob(this.#queue, question));
  }
}

/** The job of a row or an id. */
export function jobOfArgument(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  const id = elementOf(argument)?.row.id;
  return id === undefined ? undefined : (jobOfRow(id) ?? /^task:(?<job>[^/]+)\//.exec(id)?.groups?.job);
}

/** What the user is asked for. */
export interface JobQuestion {
  readonly placeHolder: string;
  /** What is said where no job fits. */
  readonly none: string;
  readonly fits: (job: JobSummary) => boolean;
}

/** Lets the user pick a job. Throws `Dismissed` where none is picked, `Notice` where none fits. */
export async function pickJob(queue: QueueView, { placeHolder, none, fits }: JobQuestion): Promise<string> {
  await queue.live.rows();
  const items = queue.model.jobs.filter(fits).map((job) => {
    const { label, description } = jobRow(job);
    return { label, description, job: job.id };
  });
  if (items.length === 0) throw new Notice(none);
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked === undefined) throw new Dismissed();
  return picked.job;
}
