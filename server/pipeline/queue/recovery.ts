import type { LeftAttempt } from '../workers/leftover-processes.ts';
import type { TaskChange } from './apply-transition.ts';
import { type AttemptRecord, type JobHead, markerOf, type TaskRecord } from './job-record.ts';
import { judgeLoss, wished } from './judge-attempt.ts';

/** A job with its tasks. */
interface JobWithTasks {
  readonly head: Pick<JobHead, 'id' | 'cancelRequested'>;
  readonly tasks: Iterable<TaskRecord>;
}

const openAttempt = (task: TaskRecord): AttemptRecord | undefined =>
  task.attempts.findLast(({ state }) => state === 'running');

/** An attempt whose processes may still be there, and its task. */
export interface LeftTask extends LeftAttempt {
  readonly task: string;
}

/** The attempts of a job that were running when the core before this one ended. */
export const leftAttempts = ({ head, tasks }: JobWithTasks): LeftTask[] =>
  [...tasks].flatMap((task) => {
    const attempt = openAttempt(task);
    if (attempt === undefined) return [];
    const { number, process, processStart } = attempt;
    return [
      {
        task: task.id,
        marker: markerOf(head.id, task.id, number),
        ...(process !== undefined && { process }),
        ...(processStart !== undefined && { processStart }),
      },
    ];
  });

/**
 * What becomes of a job's tasks when a core takes it up: what was running is lost and waits again, or is given up; of a
 * job whose cancelling was cut short everything left is cancelled; what somebody wished for a task happens. A task in
 * `stillThere` has a process that could not be ended yet and stays as it is. `now` is in milliseconds since 1970.
 */
export const recoveryChanges = (
  { head, tasks }: JobWithTasks,
  now: number,
  stillThere: ReadonlySet<string> = new Set(),
): TaskChange[] =>
  [...tasks].flatMap((task): TaskChange[] => {
    if (stillThere.has(task.id)) return [];
    if (head.cancelRequested && task.state === 'waiting') {
      return [{ task: task.id, event: 'cancel', reason: 'Cancelled.' }];
    }
    const attempt = openAttempt(task);
    if (task.state !== 'running' || attempt === undefined) return [];
    const { event, state, reason } = lossOf(task, head.cancelRequested);
    const ended = { ...attempt, state, endedAt: now, ...(reason !== undefined && { reason }) };
    return [{ task: task.id, event, attempt: ended, ...(reason !== undefined && { reason }) }];
  });

function lossOf(task: TaskRecord, cancelRequested: boolean) {
  if (cancelRequested) return { event: 'cancel', state: 'cancelled', reason: 'Cancelled.' } as const;
  if (task.wish !== undefined) return { ...wished[task.wish], state: 'cancelled' } as const;
  return judgeLoss(task, 'The core ended while it ran.');
}
