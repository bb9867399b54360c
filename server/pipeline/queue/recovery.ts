import type { LeftAttempt } from '../workers/leftover-processes.ts';
import type { TaskChange } from './apply-transition.ts';
import { type AttemptRecord, type JobRecord, markerOf, type TaskRecord, tasksOf } from './job-record.ts';
import { judgeLoss } from './judge-attempt.ts';

const openAttempt = (task: TaskRecord): AttemptRecord | undefined =>
  task.attempts.findLast(({ state }) => state === 'running');

/** The attempts of a job that were running when the core before this one ended: their processes may still be there. */
export const leftAttempts = (job: JobRecord): LeftAttempt[] =>
  tasksOf(job).flatMap((task) => {
    const attempt = openAttempt(task);
    if (attempt === undefined) return [];
    const { number, process, processStart } = attempt;
    return [
      {
        marker: markerOf(job.id, task.id, number),
        ...(process !== undefined && { process }),
        ...(processStart !== undefined && { processStart }),
      },
    ];
  });

/**
 * What becomes of a job's tasks when a core takes it up: what was running is lost and waits again, or is given up; of a
 * job whose cancelling was cut short everything left is cancelled. `now` is in milliseconds since 1970.
 */
export const recoveryChanges = (job: JobRecord, now: number): TaskChange[] =>
  tasksOf(job).flatMap((task): TaskChange[] => {
    if (job.cancelRequested && task.state === 'waiting') {
      return [{ task: task.id, event: 'cancel', reason: 'Cancelled.' }];
    }
    const attempt = openAttempt(task);
    if (task.state !== 'running' || attempt === undefined) return [];
    const { event, state, reason } = job.cancelRequested
      ? ({ event: 'cancel', state: 'cancelled', reason: 'Cancelled.' } as const)
      : judgeLoss(task, 'The core ended while it ran.');
    const ended = { ...attempt, state, endedAt: now, ...(reason !== undefined && { reason }) };
    return [{ task: task.id, event, attempt: ended, ...(reason !== undefined && { reason }) }];
  });
