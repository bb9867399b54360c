import type { AttemptRecord, TaskRecord } from '../job-record.ts';
import type { StoredLine } from './stored-line.ts';

/** Which attempts of a job are meant: all of them, those of a task, those of a number. */
export interface AttemptWish {
  readonly task?: string;
  readonly attempt?: number;
}

/** An attempt with what reading its log needs. */
export interface LoggedAttempt {
  /** Names it in its job. */
  readonly key: string;
  readonly task: string;
  readonly record: AttemptRecord;
  /** The folder that its program ran in. */
  readonly folder: string;
}

/** The attempts that are meant, in the order in which they were begun. */
export function loggedAttempts(tasks: Iterable<TaskRecord>, { task, attempt }: AttemptWish): LoggedAttempt[] {
  const found: LoggedAttempt[] = [];
  for (const { id, attempts, command } of tasks) {
    if (task !== undefined && id !== task) continue;
    for (const record of attempts) {
      if (attempt !== undefined && record.number !== attempt) continue;
      found.push({ key: `${id}/${record.number}`, task: id, record, folder: command.cwd });
    }
  }
  return found.sort((left, right) => fenceOf(left) - fenceOf(right) || left.record.startedAt - right.record.startedAt);
}

/** The fence of an attempt; 0 for one of a time when they had none, which has ended. */
export const fenceOf = ({ record }: LoggedAttempt): number => record.fence ?? 0;

/** True while its program may print. */
export const isRunning = ({ record }: LoggedAttempt): boolean => record.state === 'running';

/** What the queue says of an attempt that did not end well, since its output may not: a frame that is missing, a lost worker. */
export function endLine({ record }: LoggedAttempt): StoredLine | undefined {
  const { state, reason, endedAt } = record;
  if (reason === undefined || state === 'running' || state === 'completed') return undefined;
  const level = state === 'cancelled' ? 'core' : 'error';
  return { ...(endedAt !== undefined && { at: endedAt }), level, text: reason };
}
