import { ComplineError } from '../../protocol/errors.ts';
import type { TaskState } from '../../protocol/jobs.ts';
import type { JobEvent, JobStoreChange } from '../store/job-store.ts';
import { countFrames } from './frame-chunk.ts';
import type { AttemptRecord, JobHead, Stamp, TaskRecord } from './job-record.ts';
import { countsAfter } from './task-counts.ts';
import { isActive, jobStateOf, nextTaskState, type TaskEvent } from './transitions.ts';

/** An event of one task, with what it changes beside the state. */
export interface TaskChange {
  readonly task: string;
  readonly event: TaskEvent;
  /** The attempt that begins, or what is new of the one that ends. */
  readonly attempt?: AttemptRecord;
  readonly reason?: string;
  /** Milliseconds since 1970 before which the task is not tried again. */
  readonly retryAt?: number;
  /** The order of a farm that the task is in from now on; `start` and its like leave it where it is, all else takes it
   * out. */
  readonly order?: number;
}

/** What else changes of a job, and what the event of that is called. */
export interface JobMarks {
  readonly event?: string;
  readonly cancelRequested?: boolean;
  readonly paused?: boolean;
  readonly archived?: boolean;
  readonly priority?: number;
  readonly position?: number;
  readonly tags?: readonly string[];
  readonly comment?: string;
  readonly handing?: string;
}

/** A transition: what the job and the tasks that changed are after it, and what is to be stored. */
export interface Transition {
  readonly head: JobHead;
  readonly tasks: readonly TaskRecord[];
  readonly change: JobStoreChange;
}

/** Attempts lost after which a task has failed. */
export const maxLosses = 3;

/** Events after which the farm that has a task goes on with it. */
const staysInOrder: ReadonlySet<TaskEvent> = new Set<TaskEvent>(['start', 'process', 'askSkip', 'askRequeue']);

const freshStart: ReadonlySet<TaskEvent> = new Set<TaskEvent>(['retry', 'requeue']);

const wishOf = (event: TaskEvent): TaskRecord['wish'] =>
  event === 'askSkip' ? 'skip' : event === 'askRequeue' ? 'requeue' : undefined;

/** The task after an event. Error `wrong-state` where it cannot happen in the task's state. */
export function changeTask(task: TaskRecord, { event, attempt, retryAt, order }: TaskChange): TaskRecord {
  const state = nextTaskState(task.state, event);
  if (state === undefined) {
    throw new ComplineError({ code: 'wrong-state', message: `Task ${task.id} is ${task.state}: it cannot ${event}.` });
  }
  const { wish: _wish, retryAt: _retryAt, farmOrder: before, ...kept } = task;
  const farmOrder = order ?? (staysInOrder.has(event) ? before : undefined);
  // What is wished of a chunk that its farm still has is wished until the farm has let go of it.
  const isKept = event === 'process' || event === 'start' || farmOrder !== undefined;
  const wish = wishOf(event) ?? (isKept ? task.wish : undefined);
  const fresh = freshStart.has(event);
  return {
    ...kept,
    state,
    framesDone: state === 'completed' ? countFrames(task.frames) : 0,
    failures: fresh ? 0 : task.failures + (event === 'fail' || event === 'tryAgain' ? 1 : 0),
    losses: fresh ? 0 : task.losses + (event === 'lose' || event === 'giveUp' ? 1 : 0),
    ...(wish !== undefined && { wish }),
    ...(retryAt !== undefined && { retryAt }),
    ...(farmOrder !== undefined && { farmOrder }),
    attempts:
      attempt === undefined ? task.attempts : [...task.attempts.filter((it) => it.number !== attempt.number), attempt],
  };
}

/**
 * What a job is after events of its tasks, each of another task. `taskOf` finds a task as it is before. `isStuck` is asked
 * where nothing runs and something has failed or was cancelled: whether what waits can go on with the tasks as they will
 * be; a job that cannot has ended. Error `wrong-state` where an event cannot happen in the task's state; nothing is
 * changed then.
 */
export function applyTransition(
  before: JobHead,
  taskOf: (id: string) => TaskRecord,
  changes: readonly TaskChange[],
  { now, revision }: Stamp,
  marks: JobMarks = {},
  isStuck: (tasks: readonly TaskRecord[]) => boolean = () => false,
): Transition {
  const moves = changes.map((change) => {
    const from = taskOf(change.task);
    return { change, from, to: changeTask(from, change) };
  });
  const counts = countsAfter(
    before.tasks,
    moves.map(({ from, to }) => ({ from: from.state, to: to.state })),
  );
  const { event: markEvent, cancelRequested: wished, ...marked } = marks;
  const retried = changes.some(({ event }) => freshStart.has(event));
  const cancelRequested = retried ? false : (wished ?? before.cancelRequested);
  const mayBeStuck = counts.running === 0 && counts.waiting > 0 && counts.failed + counts.cancelled > 0;
  const stuck = mayBeStuck && isStuck(moves.map(({ to }) => to));
  const outcome = jobStateOf(stuck ? { ...counts, waiting: 0 } : counts);
  // Cancelled is not failed: a chunk that had failed before somebody cancelled the job does not change what was wished.
  const state = cancelRequested && outcome === 'failed' ? 'cancelled' : outcome;
  const { endedAt: _endedAt, reason: oldReason, ...kept } = before;
  const reason = retried || state === 'completed' ? undefined : (oldReason ?? reasonOf(changes));
  const head: JobHead = {
    ...kept,
    ...marked,
    state,
    tasks: counts,
    framesDone: moves.reduce((sum, { from, to }) => sum + to.framesDone - from.framesDone, before.framesDone),
    revision,
    cancelRequested,
    ...(before.startedAt === undefined && state === 'running' && { startedAt: now }),
    ...(!isActive(state) && { endedAt: before.endedAt ?? now }),
    ...(reason !== undefined && { reason }),
  };
  const events = moves.map(({ change, from, to }) => eventOf(change, from.state, to.state, now));
  return {
    head,
    tasks: moves.map(({ to }) => to),
    change: {
      job: head,
      tasks: moves.map(({ change, to: { command: _command, outputs: _outputs, ...to } }) => ({
        ...to,
        attempts: change.attempt === undefined ? [] : [change.attempt],
      })),
      events: markEvent === undefined ? events : [{ at: now, event: markEvent }, ...events],
    },
  };
}

const eventOf = (
  { task, event, attempt, reason }: TaskChange,
  from: TaskState,
  to: TaskState,
  at: number,
): JobEvent => ({
  at,
  event,
  task,
  from,
  to,
  ...(attempt !== undefined && { attempt: attempt.number }),
  ...(attempt?.fence !== undefined && { fence: attempt.fence }),
  ...(reason !== undefined && { reason }),
});

// What an attempt that is tried again died of is the attempt's own; only what ends a task is the job's.
const reasonOf = (changes: readonly TaskChange[]): string | undefined =>
  changes.find(({ event, reason }) => reason !== undefined && ['fail', 'giveUp', 'cancel'].includes(event))?.reason;
