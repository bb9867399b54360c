import type { TaskStanding } from '../driver/farm-driver.ts';
import { lookUp, type Standing, unknownStanding } from '../driver/farm-states.ts';

/** What each run status of a task is for a chunk (`TaskRunStatus` of the API of 2023-10-12). */
export const TASK_STATES = {
  PENDING: 'waiting',
  READY: 'waiting',
  /** Given to a worker, which has not begun. */
  ASSIGNED: 'waiting',
  SCHEDULED: 'waiting',
  /** A worker sets up what it needs. */
  STARTING: 'running',
  RUNNING: 'running',
  INTERRUPTING: 'running',
  SUSPENDED: 'waiting',
  /** No fleet of the queue has what it asks for. It waits for one. */
  NOT_COMPATIBLE: 'waiting',
  CANCELED: 'cancelled',
  FAILED: 'failed',
  SUCCEEDED: 'completed',
} as const satisfies Readonly<Record<string, TaskStanding>>;

/**
 * What each life-cycle status of a job means (`JobLifecycleStatus` there). `making`: it has no tasks yet; `broken`: it
 * never will; `there`: its tasks say how it stands; `away`: nothing of it is started any more.
 */
export const JOB_STATES = {
  CREATE_IN_PROGRESS: 'making',
  CREATE_FAILED: 'broken',
  CREATE_COMPLETE: 'there',
  UPLOAD_IN_PROGRESS: 'making',
  UPLOAD_FAILED: 'broken',
  UPDATE_IN_PROGRESS: 'there',
  UPDATE_FAILED: 'there',
  UPDATE_SUCCEEDED: 'there',
  ARCHIVED: 'away',
} as const satisfies Readonly<Record<string, 'making' | 'broken' | 'there' | 'away'>>;

/** How a chunk stands, by the run status of its task and the life-cycle status of its job. */
export function standingOf(runStatus: string, lifecycle: string, isOnMachine = false): Standing {
  const standing = lookUp(TASK_STATES, runStatus);
  if (standing === undefined) return unknownStanding('Deadline Cloud', runStatus, isOnMachine);
  if (standing === 'waiting' && lifecycleOf(lifecycle) === 'away') {
    return { standing: 'cancelled', reason: 'The job was archived.' };
  }
  if (runStatus === 'NOT_COMPATIBLE') {
    return { standing, reason: 'No fleet of the queue has what it needs, or a limit that it names.' };
  }
  return { standing };
}

/** What a life-cycle status means; one that is not known is that of a job which is there. */
export const lifecycleOf = (status: string): 'making' | 'broken' | 'there' | 'away' =>
  lookUp(JOB_STATES, status) ?? 'there';
