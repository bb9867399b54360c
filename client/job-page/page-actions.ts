import * as vscode from 'vscode';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { withTrust } from '../core/trust-project.ts';
import { confirm, forEachJob } from '../queue/for-each-job.ts';
import type { PageAction } from './page-messages.ts';

/** The job of a page, and what of it is selected. */
export interface ActionTarget {
  readonly job: string;
  readonly name: string;
  /** In Compline's dialect; absent where nothing is selected. */
  readonly frames?: string;
}

/** The commands that do the same with a job of the queue. */
const COMMANDS: Readonly<Record<Exclude<PageAction, 'requeue' | 'skip'>, string>> = {
  pause: 'compline.pauseJob',
  resume: 'compline.resumeJob',
  cancel: 'compline.cancelJob',
  retry: 'compline.retryJob',
  retryFailed: 'compline.retryFailedChunks',
  openOutput: 'compline.openJobOutput',
};

/** Frames that are told one by one; of more it is told how many spans there are. */
const MOST_TOLD = 60; // characters

/** Does what a button of a page is for. Throws `Dismissed`, `ComplineError`. */
export async function doPageAction(core: PipelineCore, action: PageAction, target: ActionTarget): Promise<void> {
  const { job, frames } = target;
  if (action !== 'requeue' && action !== 'skip') {
    // Commands tell of their own errors.
    await vscode.commands.executeCommand(COMMANDS[action], job);
    return;
  }
  if (frames === undefined) return;
  await (action === 'skip' ? confirmSkip(target.name, frames) : confirmRequeue(target.name, frames));
  const request = action === 'skip' ? 'queue/skip' : 'queue/requeue';
  await forEachJob([{ job, frames }], (it) => withTrust(core, () => core.request(request, it)));
}

const confirmSkip = (name: string, frames: string): Promise<void> =>
  confirm(
    vscode.l10n.t('Skip {0}?', named(name, frames)),
    `${vscode.l10n.t('What is not rendered yet is left out, and what waits for it goes on without it.')} ${chunks()}`,
    vscode.l10n.t('Skip'),
  );

const confirmRequeue = (name: string, frames: string): Promise<void> =>
  confirm(
    vscode.l10n.t('Render {0} anew?', named(name, frames)),
    `${vscode.l10n.t('What is rendered already is rendered once more, and its files are replaced.')} ${chunks()}`,
    vscode.l10n.t('Render Anew'),
  );

const chunks = (): string => vscode.l10n.t('Every chunk that holds one of the frames is meant, in all layers.');

const named = (name: string, frames: string): string =>
  vscode.l10n.t('frames {0} of {1}', frames.length > MOST_TOLD ? `${frames.slice(0, MOST_TOLD)}…` : frames, name);
