import type { TaskStanding } from '../driver/farm-driver.ts';
import { lookUp, type Standing, unknownStanding } from '../driver/farm-states.ts';

/**
 * What each state of a job (`JobStatus` of `pkg/api/flamenco-openapi.yaml`) means for its chunks. `ended`: nothing of it is
 * started any more, so that a chunk which still waits never will be; `still`: nothing of it changes until somebody
 * changes it; `moves`: its chunks are asked for.
 */
export const JOB_STATES = {
  'under-construction': 'moves',
  queued: 'still',
  active: 'moves',
  requeueing: 'moves',
  'pause-requested': 'moves',
  paused: 'still',
  'cancel-requested': 'moves',
  canceled: 'ended',
  completed: 'ended',
  failed: 'ended',
} as const satisfies Readonly<Record<string, 'moves' | 'still' | 'ended'>>;

/** What each state of a task is for a chunk (`TaskStatus` there). */
export const TASK_STATES = {
  queued: 'waiting',
  active: 'running',
  completed: 'completed',
  /** One worker has failed it; another one is going to try. */
  'soft-failed': 'waiting',
  failed: 'failed',
  canceled: 'cancelled',
  paused: 'waiting',
} as const satisfies Readonly<Record<string, TaskStanding>>;

/** What is said of chunks that Flamenco cancels as it fails their job (`updateJobOnTaskStatusFailed`, blocklists). */
export const GIVEN_UP = 'Flamenco gave the job up: a tenth of its chunks had failed, or no worker was left for it.';

/** How a chunk stands, by the states of its task and of its job. */
export function standingOf(task: string, job: string, isOnMachine = false): Standing {
  const standing = lookUp(TASK_STATES, task);
  if (standing === undefined) return unknownStanding('Flamenco', task, isOnMachine);
  const isOver = standing !== 'waiting' && standing !== 'cancelled';
  if (isOver) return { standing };
  if (job === 'failed') return { standing: 'failed', reason: GIVEN_UP };
  if (job === 'canceled') return { standing: 'cancelled' };
  if (task === 'soft-failed') return { standing, reason: 'A worker has failed it; another one is going to try.' };
  return { standing };
}

/** Whether chunks of a job change; what is not known moves. */
export function motionOf(job: string): 'moves' | 'still' | 'ended' {
  return lookUp(JOB_STATES, job) ?? 'moves';
}
