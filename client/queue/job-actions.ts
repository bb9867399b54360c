import { l10n } from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { JobQuestion } from './job-choice.ts';
import { isActive } from './job-look.ts';

/** Something that is done with jobs, one after the other, without a further question. */
export interface JobAction {
  /** The command that it is done by. */
  readonly command: string;
  /** What the user is asked where the command was given on no job. */
  readonly question: () => JobQuestion;
  readonly make: (core: PipelineCore, job: string) => Promise<unknown>;
  /** It starts the job anew, so that its end is told to who has done it. */
  readonly isStart?: boolean;
  /** Of several jobs the last is done first, so that they keep their order. */
  readonly isBackwards?: boolean;
}

const hasEnded = (job: JobSummary): boolean => !isActive(job);

/** The actions on jobs, each by its command. */
export const jobActions: readonly JobAction[] = [
  {
    command: 'compline.pauseJob',
    question: () => ({
      placeHolder: l10n.t('Job to pause'),
      none: l10n.t('No job is waiting or running that is not paused.'),
      fits: (job) => isActive(job) && !job.paused,
    }),
    make: (core, job) => core.request('queue/pause', { job }),
  },
  {
    command: 'compline.resumeJob',
    question: () => ({
      placeHolder: l10n.t('Job to resume'),
      none: l10n.t('No job is paused.'),
      fits: (job) => isActive(job) && job.paused,
    }),
    make: (core, job) => core.request('queue/resume', { job }),
  },
  {
    command: 'compline.cancelJob',
    question: () => ({
      placeHolder: l10n.t('Job to cancel'),
      none: l10n.t('No job is waiting or running.'),
      fits: isActive,
    }),
    make: (core, job) => core.request('queue/cancel', { job }),
  },
  {
    command: 'compline.retryJob',
    question: () => ({
      placeHolder: l10n.t('Job to retry'),
      none: l10n.t('No job has failed or was cancelled.'),
      fits: ({ state }) => state === 'failed' || state === 'cancelled',
    }),
    make: (core, job) => core.request('queue/retry', { job }),
    isStart: true,
  },
  {
    command: 'compline.retryFailedChunks',
    question: () => ({
      placeHolder: l10n.t('Job whose failed chunks are retried'),
      none: l10n.t('No chunk of a job has failed.'),
      fits: ({ tasksFailed }) => tasksFailed > 0,
    }),
    make: (core, job) => core.request('queue/retry', { job, failedOnly: true }),
    isStart: true,
  },
  {
    command: 'compline.moveJobFirst',
    question: () => moving(l10n.t('Job that is rendered first')),
    make: (core, job) => core.request('queue/move', { job, to: 'first' }),
    isBackwards: true,
  },
  {
    command: 'compline.moveJobLast',
    question: () => moving(l10n.t('Job that is rendered last')),
    make: (core, job) => core.request('queue/move', { job, to: 'last' }),
  },
  {
    command: 'compline.archiveJob',
    question: () => ({
      placeHolder: l10n.t('Job to archive'),
      none: l10n.t('No job has ended that is not archived.'),
      fits: (job) => hasEnded(job) && !job.archived,
    }),
    make: (core, job) => core.request('queue/archive', { job }),
  },
  {
    command: 'compline.unarchiveJob',
    question: () => ({
      placeHolder: l10n.t('Job to take out of the archive'),
      none: l10n.t('No job is archived.'),
      fits: ({ archived }) => archived,
    }),
    make: (core, job) => core.request('queue/archive', { job, archived: false }),
  },
];

function moving(placeHolder: string): JobQuestion {
  return { placeHolder, none: l10n.t('No job is waiting or running.'), fits: isActive };
}
