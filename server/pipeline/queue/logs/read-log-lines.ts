import type { LogLevel, LogLine, LogPage } from '../../../protocol/job-logs.ts';
import type { TaskRecord } from '../job-record.ts';
import { ErrorPlaces } from './error-places.ts';
import { LineFilter } from './line-filter.ts';
import { readCursor, writeCursor } from './log-cursor.ts';
import { type AttemptWish, isRunning, type LoggedAttempt, loggedAttempts } from './logged-attempts.ts';
import { readBackwards } from './read-backwards.ts';
import { readForwards } from './read-forwards.ts';
import type { StoredLine } from './stored-line.ts';

/** What is asked for of a job's log; see the request `queue/log-lines`. */
export interface LogWish extends AttemptWish {
  readonly after?: string;
  readonly levels?: readonly LogLevel[];
  readonly search?: string;
  readonly limit: number;
}

/** A line with the attempt that it is of. */
export interface AttemptLine {
  readonly attempt: LoggedAttempt;
  readonly line: StoredLine;
}

/** Reads part of a job's log. Error: `invalid-parameters` for an `after` that no page has answered. */
export async function readLogLines(tasks: Iterable<TaskRecord>, wish: LogWish): Promise<LogPage> {
  const attempts = loggedAttempts(tasks, wish);
  const filter = new LineFilter(wish);
  const { lines, cursor, truncated, isAll } =
    wish.after === undefined
      ? await readBackwards(attempts, filter, wish.limit)
      : await readForwards(attempts, readCursor(wish.after), filter, wish.limit);
  return {
    lines: await told(lines),
    next: writeCursor(cursor),
    truncated,
    ended: isAll && !attempts.some(isRunning),
  };
}

async function told(lines: readonly AttemptLine[]): Promise<LogLine[]> {
  const places = new ErrorPlaces();
  const told: LogLine[] = [];
  for (const { attempt, line } of lines) {
    const place = await places.placeOf(line, attempt.folder);
    const { at, level, text } = line;
    const where = { task: attempt.task, attempt: attempt.record.number };
    told.push({ ...(at !== undefined && { at }), level, text, ...where, ...(place !== undefined && { place }) });
  }
  return told;
}
