import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import { isTold, tellNoMore } from '../core/notification-setting.ts';
import { type Choice, offer } from '../core/offer.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { isActive, stateText } from './job-look.ts';

/** Tells how the jobs have ended that this window has submitted or begun anew, and of no others. */
export class JobEnds {
  readonly #core: PipelineCore;
  readonly #errors: ErrorReporter;
  readonly #followed = new Set<string>();
  readonly #disposable: { dispose(): void };

  constructor(core: PipelineCore, errors: ErrorReporter) {
    this.#core = core;
    this.#errors = errors;
    this.#disposable = vscode.Disposable.from(
      core.onEvent('queue/changed', ({ jobs, removed }) => {
        for (const id of removed) this.#followed.delete(id);
        for (const job of jobs) this.#take(job);
      }),
      // What ended while the core was away is asked for.
      core.onStateChange((state) => {
        if (state === 'connected') for (const id of this.#followed) this.#ask(id);
      }),
    );
  }

  /** Tells of a job's end when it comes. */
  follow(job: Pick<JobSummary, 'id'>): void {
    this.#followed.add(job.id);
    // It may have ended before anybody listened for it.
    this.#ask(job.id);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #ask(id: string): void {
    this.#core.request('queue/get', { job: id }).then(
      ({ job }) => this.#take(job),
      () => {}, // Asked again with the next connection.
    );
  }

  #take(job: JobSummary): void {
    if (isActive(job) || !this.#followed.delete(job.id) || job.state === 'cancelled') return;
    const hasFailed = job.state === 'failed';
    if (!isTold('renders', hasFailed)) return;
    const openFolder = commandOn(vscode.l10n.t('Open Folder'), 'compline.openJobOutput', job.id);
    const showLog = commandOn(vscode.l10n.t('Show Log'), 'compline.showJobLog', job.id);
    const more = [...this.#again(job), tellNoMore('renders', hasFailed)];
    void offer(this.#errors, {
      severity: hasFailed ? 'error' : 'information',
      message: `${job.name}: ${stateText(job.state, job.reason)}`,
      choices: hasFailed ? [showLog, openFolder, ...more] : [openFolder, showLog, ...more],
    });
  }

  /** What has failed is retried, what is done submitted once more; what a publish renders is the publish's business. */
  #again({ id, state, kind }: JobSummary): Choice[] {
    const title = vscode.l10n.t('Re-run');
    if (state === 'failed') return [commandOn(title, 'compline.retryJob', id)];
    return kind === 'render' ? [commandOn(title, 'compline.resubmitJob', id)] : [];
  }
}

/** A choice that runs a command on a job. */
function commandOn(title: string, command: string, job: string): Choice {
  return { title, run: async () => void (await vscode.commands.executeCommand(command, job)) };
}
