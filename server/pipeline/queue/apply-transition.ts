import { ComplineError } from '../../protocol/errors.ts';
import type { JobStoreChange } from '../store/job-store.ts';
import { type AttemptRecord, countFrames, type JobRecord, type TaskRecord, tasksOf } from './job-record.ts';
import { isActive, jobStateOf, nextTaskState, type TaskEvent } from './transitions.ts';

/** An event of one task, with what it changes beside the state. */
export interface TaskChange {
  readonly task: string;
  readonly event: TaskEvent;
  /** The attempt that begins, or what is new of the one that ends. */
  readonly attempt?: AttemptRecord;
  readonly reason?: string;
}

/** Attempts lost after which a task has failed. */
export const maxLosses = 3;

const changeTask = (task: TaskRecord, { event, attempt }: TaskChange): TaskRecord => {
  const state = nextTaskState(task.state, event);
  if (state === undefined) {
    throw new ComplineError({ code: 'wrong-state', message: `Task ${task.id} is ${task.state}: it cannot ${event}.` });
  }
  const fresh = event === 'retry';
  return {
    ...task,
    state,
    framesDone: state === 'completed' ? countFrames(task.frames) : 0,
    failures: fresh ? 0 : task.failures + (event === 'fail' || event === 'tryAgain' ? 1 : 0),
    losses: fresh ? 0 : task.losses + (event === 'lose' || event === 'giveUp' ? 1 : 0),
    attempts:
      attempt === undefined ? task.attempts : [...task.attempts.filter((it) => it.number !== attempt.number), attempt],
  };
};

/** Grows with every change and survives a restart: milliseconds since 1970, or one more than before. */
export const nextRevision = (job: JobRecord, now: number): number => Math.max(job.revision + 1, now);

/**
 * The job after the changes, and what is to be stored of them. `now` is in milliseconds since 1970. Error `wrong-state`
 * where an event cannot happen in the task's state; nothing is changed then.
 */
export function applyTransition(
  before: JobRecord,
  changes: readonly TaskChange[],
  now: number,
  marks: { readonly cancelRequested?: boolean; readonly event?: string } = {},
): { readonly job: JobRecord; readonly change: JobStoreChange } {
  const byTask = new Map(changes.map((change) => [change.task, change]));
  const layers = before.layers.map((layer) => ({
    ...layer,
    tasks: layer.tasks.map((task) => {
      const change = byTask.get(task.id);
      return change === undefined ? task : changeTask(task, change);
    }),
  }));
  const tasks = layers.flatMap((layer) => layer.tasks);
  const retried = changes.some(({ event }) => event === 'retry');
  const cancelRequested = retried ? false : (marks.cancelRequested ?? before.cancelRequested);
  const outcome = jobStateOf(tasks.map((task) => task.state));
  // Cancelled is not failed: a chunk that had failed before somebody cancelled the job does not change what was wished.
  const state = cancelRequested && outcome === 'failed' ? 'cancelled' : outcome;
  const { endedAt: _endedAt, reason: oldReason, ...kept } = before;
  const reason = retried ? undefined : (oldReason ?? reasonOf(changes));
  const job: JobRecord = {
    ...kept,
    state,
    layers,
    revision: nextRevision(before, now),
    cancelRequested,
    ...(before.startedAt === undefined && state === 'running' && { startedAt: now }),
    ...(!isActive(state) && { endedAt: before.endedAt ?? now }),
    ...(reason !== undefined && { reason }),
  };
  const events = changes.map(({ task, event, attempt, reason: why }) => ({
    at: now,
    event,
    task,
    ...(attempt !== undefined && { attempt: attempt.number }),
    ...(why !== undefined && { reason: why }),
  }));
  return {
    job,
    change: {
      job,
      tasks: tasksOf(job).filter((task) => byTask.has(task.id)),
      events: marks.event === undefined ? events : [{ at: now, event: marks.event }, ...events],
    },
  };
}

// What an attempt that is tried again died of is the attempt's own; only what ends a task is the job's.
const reasonOf = (changes: readonly TaskChange[]): string | undefined =>
  changes.find(({ event, reason }) => reason !== undefined && ['fail', 'giveUp', 'cancel'].includes(event))?.reason;
