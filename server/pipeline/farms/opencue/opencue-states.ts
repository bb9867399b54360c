import type { TaskStanding } from '../driver/farm-driver.ts';

/** The states of a frame: `FrameState` of job.proto. */
export const FRAME_STATES = [
  'WAITING',
  'SETUP',
  'RUNNING',
  'SUCCEEDED',
  'DEPEND',
  'DEAD',
  'EATEN',
  'CHECKPOINT',
] as const;
export type FrameState = (typeof FRAME_STATES)[number];

/** The states of a job: `JobState` of job.proto. */
export const JOB_STATES = ['PENDING', 'FINISHED', 'STARTUP', 'SHUTDOWN', 'POSTED'] as const;
export type JobState = (typeof JOB_STATES)[number];

interface Meaning {
  /** While the job lives. */
  readonly standing: TaskStanding;
  /** When the job has ended: what was not started then never is. */
  readonly ended: TaskStanding;
  readonly reason?: string;
}

/** What a frame's state says of a chunk. docs/farms/opencue.md shows this table. */
export const FRAME_MEANINGS: Readonly<Record<FrameState, Meaning>> = {
  WAITING: { standing: 'waiting', ended: 'cancelled' },
  SETUP: { standing: 'waiting', ended: 'cancelled' },
  RUNNING: { standing: 'running', ended: 'running' },
  SUCCEEDED: { standing: 'completed', ended: 'completed' },
  DEPEND: { standing: 'waiting', ended: 'cancelled', reason: 'It waits for something else (DEPEND).' },
  DEAD: { standing: 'failed', ended: 'failed' },
  EATEN: { standing: 'cancelled', ended: 'cancelled', reason: 'It was eaten (EATEN).' },
  CHECKPOINT: { standing: 'waiting', ended: 'cancelled', reason: 'It goes on from a checkpoint (CHECKPOINT).' },
};

/** Whether a job's state means that OpenCue starts nothing of it any more. docs/farms/opencue.md shows this table. */
export const JOB_ENDED: Readonly<Record<JobState, boolean>> = {
  PENDING: false,
  FINISHED: true,
  STARTUP: false,
  SHUTDOWN: true,
  POSTED: false,
};

/**
 * What the exit statuses mean that no program has ended with: `FrameExitStatus` of job.proto and those of cuebot's
 * dispatcher. From 500 on they say that somebody stopped the frame.
 */
const EXIT_REASONS: Readonly<Record<number, string>> = {
  33: 'It used more memory than it had reserved.',
  256: 'It could not be started: see whether the folder of its logs is there.',
  286: 'It ended with the status that says not to try again.',
  299: 'It was cleared.',
  301: 'Its machine lost it.',
  302: 'It could not be killed.',
  399: 'Its machine went down.',
};

/** Why a frame ended as its exit status says, where that is no program's own. */
export const reasonOfExit = (status: number): string | undefined =>
  EXIT_REASONS[status] ?? (status >= 500 ? 'Somebody stopped it.' : undefined);
