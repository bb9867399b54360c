import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import { offer } from '../core/offer.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { isActive, stateText } from './job-look.ts';

/** Tells how the jobs have ended that this window has submitted, and of no others. */
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
  follow(job: JobSummary): void {
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
    const command = hasFailed ? 'compline.showJobLog' : 'compline.openJobOutput';
    const title = hasFailed ? vscode.l10n.t('Show Job Log') : vscode.l10n.t('Open Output Folder');
    void offer(this.#errors, {
      severity: hasFailed ? 'error' : 'information',
      message: `${job.name}: ${stateText(job.state, job.reason)}`,
      choices: [{ title, run: async () => void (await vscode.commands.executeCommand(command, job.id)) }],
    });
  }
}
