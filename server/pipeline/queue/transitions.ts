import type { JobState, TaskState } from '../../protocol/jobs.ts';
import type { TaskCounts } from './task-counts.ts';

/**
 * What can happen to a task. `tryAgain`: the attempt failed and another is due. `lose`: the worker or the core died.
 * `giveUp`: so often that there is no sense in another attempt. `suspend`: the core ends, or the job is paused, and the
 * task is given back. `process`: the renderer's process is known. `handOver`: it goes to a farm in an order; `takeBack`: it is in none any more. `askSkip`, `askRequeue`: somebody wishes it of a task whose attempt has to be ended first, or that a farm has.
 */
export const taskEvents = [
  'start',
  'handOver',
  'takeBack',
  'process',
  'complete',
  'fail',
  'tryAgain',
  'lose',
  'giveUp',
  'suspend',
  'cancel',
  'retry',
  'requeue',
  'skip',
  'askSkip',
  'askRequeue',
] as const;
export type TaskEvent = (typeof taskEvents)[number];

/** The states of a task and what leads from one to another; whatever is not here cannot happen. */
export const taskTransitions: Readonly<Record<TaskState, Readonly<Partial<Record<TaskEvent, TaskState>>>>> = {
  waiting: {
    start: 'running',
    handOver: 'waiting',
    takeBack: 'waiting',
    cancel: 'cancelled',
    skip: 'skipped',
    askSkip: 'waiting',
    askRequeue: 'waiting',
  },
  running: {
    process: 'running',
    complete: 'completed',
    fail: 'failed',
    tryAgain: 'waiting',
    lose: 'waiting',
    giveUp: 'failed',
    suspend: 'waiting',
    cancel: 'cancelled',
    skip: 'skipped',
    requeue: 'waiting',
    askSkip: 'running',
    askRequeue: 'running',
  },
  completed: { requeue: 'waiting' },
  failed: { retry: 'waiting', requeue: 'waiting', skip: 'skipped' },
  cancelled: { retry: 'waiting', requeue: 'waiting', skip: 'skipped' },
  skipped: { requeue: 'waiting' },
};

/** The state a task is in after the event, or undefined where the event cannot happen in that state. */
export const nextTaskState = (state: TaskState, event: TaskEvent): TaskState | undefined =>
  taskTransitions[state][event];

/** The state of a job by those of its tasks. It fails only when nothing of it waits or runs any more. */
export function jobStateOf(tasks: TaskCounts): JobState {
  if (tasks.running > 0) return 'running';
  if (tasks.waiting > 0) return tasks.completed > 0 || tasks.failed > 0 ? 'running' : 'waiting';
  if (tasks.failed > 0) return 'failed';
  return tasks.cancelled > 0 ? 'cancelled' : 'completed';
}

/** True for a state in which there is work to do. */
export const isActive = (state: TaskState): boolean => state === 'waiting' || state === 'running';

/** True for a state that lets what depends on the task begin. */
export const isSettled = (state: TaskState): boolean => state === 'completed' || state === 'skipped';
