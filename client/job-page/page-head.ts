import { l10n } from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import { isActive, stateText } from '../queue/job-look.ts';
import type { Pace } from '../queue/job-pace.ts';
import { abilities } from '../queue/job-rows.ts';
import { formatTime } from '../views/format.ts';
import type { PageAction } from './page-messages.ts';

/** How a job is doing, for its icon: a state, or that it is paused. */
export type HeadState = JobSummary['state'] | 'paused';

/** What stands at the head of a job's page. */
export interface PageHead {
  readonly name: string;
  readonly state: HeadState;
  readonly stateText: string;
  /** Why it has failed or was cancelled, or the last error of one that goes on. */
  readonly reason?: string;
  readonly framesDone: number;
  readonly framesTotal: number;
  readonly tasksRunning: number;
  readonly isActive: boolean;
  /** How fast it is, where this window has seen it at work for long enough. */
  readonly pace?: Pace;
  /** What is known besides: a name and a text each. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  /** What can be done with it now. */
  readonly actions: readonly PageAction[];
}

/** A job's state for its icon. */
export const headState = (job: JobSummary): HeadState => (isActive(job) && job.paused ? 'paused' : job.state);

/** The head of the page of a job. */
export function pageHead(job: JobSummary, pace: Pace | undefined): PageHead {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('Held'), isActive(job) ? job.held : undefined],
    [l10n.t('Owner'), job.owner],
    [l10n.t('Farm'), job.farm === 'local' ? l10n.t('this machine') : job.farm],
    [l10n.t('Priority'), String(job.priority)],
    [l10n.t('Submitted'), formatTime(job.createdAt)],
    [l10n.t('Started'), formatTime(job.startedAt)],
    [l10n.t('Ended'), formatTime(job.endedAt)],
    [job.comp?.endsWith('.comp') === false ? l10n.t('Scene') : l10n.t('Comp'), job.comp],
    [l10n.t('Project'), job.project],
    [l10n.t('Tags'), job.tags.join(', ')],
    [l10n.t('Comment'), job.comment],
  ];
  const state = headState(job);
  return {
    name: job.name,
    state,
    stateText: state === 'paused' ? pausedText(job) : stateText(state),
    ...(job.reason !== undefined && { reason: job.reason }),
    framesDone: job.framesDone,
    framesTotal: job.framesTotal,
    tasksRunning: job.tasksRunning,
    isActive: isActive(job),
    ...(pace !== undefined && { pace }),
    facts: facts.flatMap(([name, text]) => (text === undefined || text === '' ? [] : [[name, text] as const])),
    actions: actionsOf(job),
  };
}

const pausedText = ({ tasksRunning }: JobSummary): string => (tasksRunning > 0 ? l10n.t('pausing') : l10n.t('paused'));

/** The words of the queue's menus, and what the page calls the same. */
const ACTIONS: Readonly<Record<string, PageAction>> = {
  pausable: 'pause',
  resumable: 'resume',
  cancellable: 'cancel',
  retryable: 'retry',
  mendable: 'retryFailed',
  requeueable: 'requeue',
  skippable: 'skip',
};

function actionsOf(job: JobSummary): readonly PageAction[] {
  return [...abilities(job).flatMap((it) => ACTIONS[it] ?? []), 'openOutput'];
}
