import type { JobState } from '../../protocol/jobs.ts';

/**
 * What can happen to a task. `tryAgain`: the attempt failed and another is due. `lose`: the worker or the core died.
 * `giveUp`: so often that there is no sense in another attempt. `suspend`: the core ends and gives the task back.
 */
export type TaskEvent = 'start' | 'complete' | 'fail' | 'tryAgain' | 'lose' | 'giveUp' | 'suspend' | 'cancel' | 'retry';

/** The states of a task and what leads from one to another; whatever is not here cannot happen. */
export const taskTransitions: Readonly<Record<JobState, Readonly<Partial<Record<TaskEvent, JobState>>>>> = {
  waiting: { start: 'running', cancel: 'cancelled' },
  running: {
    complete: 'completed',
    fail: 'failed',
    tryAgain: 'waiting',
    lose: 'waiting',
    giveUp: 'failed',
    suspend: 'waiting',
    cancel: 'cancelled',
  },
  completed: {},
  failed: { retry: 'waiting' },
  cancelled: { retry: 'waiting' },
};

/** The state a task is in after the event, or undefined where the event cannot happen in that state. */
export const nextTaskState = (state: JobState, event: TaskEvent): JobState | undefined => taskTransitions[state][event];

/** The state of a job by those of its tasks. It fails only when nothing of it waits or runs any more. */
export function jobStateOf(tasks: readonly JobState[]): JobState {
  const some = (state: JobState): boolean => tasks.includes(state);
  if (some('running')) return 'running';
  if (some('waiting')) return some('completed') || some('failed') ? 'running' : 'waiting';
  if (some('failed')) return 'failed';
  return some('cancelled') ? 'cancelled' : 'completed';
}

/** True for a state in which there is work to do. */
export const isActive = (state: JobState): boolean => state === 'waiting' || state === 'running';
