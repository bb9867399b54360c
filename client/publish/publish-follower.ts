import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { Publish } from '../../server/protocol/publishes.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { isAtWork } from './publish-model.ts';
import { tellEnd } from './publish-outcome.ts';
import { type FrameProgress, framesOfPhase, phaseText, publishName } from './publish-rows.ts';

/** The share of the whole, in percent, that is done when a phase begins. */
const BEGINS_AT: Readonly<Partial<Record<Publish['phase'], number>>> = {
  rendering: 5,
  verifying: 85,
  committing: 95,
  recording: 98,
};

/** How far a publish is, in percent. */
export function percentOf(publish: Publish, frames: FrameProgress | undefined): number {
  const begin = BEGINS_AT[publish.phase] ?? 0;
  if (publish.phase !== 'rendering' || frames === undefined || frames.total === 0) return begin;
  return begin + (80 * frames.done) / frames.total;
}

/** Shows the way of the publishes the user has started, and how they ended. */
export class PublishFollower {
  readonly #core: PipelineCore;
  readonly #errors: ErrorReporter;

  constructor(core: PipelineCore, errors: ErrorReporter) {
    this.#core = core;
    this.#errors = errors;
  }

  /** Shows a publish in the Publish view and in a notification until it ends, then tells how. */
  follow(publish: Publish): void {
    const ended = this.#ended(publish);
    void vscode.window.withProgress({ location: { viewId: 'compline.publish' } }, () =>
      ended.done.catch(() => undefined),
    );
    void this.#show(publish, ended).catch((error: unknown) => this.#errors.show(error));
  }

  async #show(publish: Publish, { done, onProgress }: Following): Promise<void> {
    const title =
      publish.kind === 'publish'
        ? vscode.l10n.t('Publishing {0}', publishName(publish))
        : vscode.l10n.t('Rendering {0}', publishName(publish));
    const location = vscode.ProgressLocation.Notification;
    const end = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      let shown = 0;
      onProgress((now, frames) => {
        const percent = percentOf(now, frames);
        progress.report({
          message: phaseText(now.phase, framesOfPhase(now, frames)),
          increment: Math.max(0, percent - shown),
        });
        shown = Math.max(shown, percent);
      });
      token.onCancellationRequested(() => {
        this.#core
          .request('publish/cancel', { publish: publish.id })
          .catch((error: unknown) => this.#errors.show(error));
      });
      return done;
    });
    await tellEnd(end);
  }

  #ended(start: Publish): Following {
    const { promise, resolve, reject } = Promise.withResolvers<Publish>();
    const listeners: ((publish: Publish, frames: FrameProgress | undefined) => void)[] = [];
    let latest = start;
    let frames: FrameProgress | undefined;
    const tell = (): void => {
      for (const listener of listeners) listener(latest, frames);
    };
    const take = (publish: Publish): void => {
      if (publish.id !== start.id || publish.revision < latest.revision) return;
      latest = publish;
      tell();
      if (!isAtWork(publish)) resolve(publish);
    };
    const count = (job: JobSummary): void => {
      if (job.id !== latest.job) return;
      frames = { done: job.framesDone, total: job.framesTotal };
      tell();
    };
    // What happened before the events were listened to, or while the core was away, is asked for.
    const ask = (): void => {
      this.#core.request('publish/get', { publish: start.id }).then(({ publish }) => take(publish), reject);
    };
    const subscriptions = [
      this.#core.onEvent('publish/changed', ({ publish }) => take(publish)),
      this.#core.onEvent('queue/changed', ({ jobs }) => {
        for (const job of jobs) count(job);
      }),
      this.#core.onStateChange((state) => {
        if (state === 'disconnected') ask();
      }),
    ];
    ask();
    const done = promise.finally(() => {
      for (const it of subscriptions) it.dispose();
    });
    return {
      done,
      onProgress: (listener) => {
        listeners.push(listener);
        tell();
      },
    };
  }
}

interface Following {
  /** Resolves to the publish when it has ended; rejects where the core is gone for good. */
  readonly done: Promise<Publish>;
  /** Calls `listener` now and after every change. */
  readonly onProgress: (listener: (publish: Publish, frames: FrameProgress | undefined) => void) => void;
}
