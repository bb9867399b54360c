import { type LogLevel, logLevelSchema } from '../../../server/protocol/job-logs.ts';

/** What of a job's log a document shows: all of it, that of a task or an attempt, lines of some levels, lines with some words. */
export interface LogView {
  readonly job: string;
  readonly task?: string;
  readonly attempt?: number;
  readonly levels?: readonly LogLevel[];
  readonly search?: string;
}

/** The query of the address of a log's document. */
export function queryOf({ job, task, attempt, levels, search }: LogView): string {
  const query = new URLSearchParams({ job });
  if (task !== undefined) query.set('task', task);
  if (attempt !== undefined) query.set('attempt', String(attempt));
  if (levels !== undefined) query.set('levels', levels.join(','));
  if (search !== undefined) query.set('search', search);
  return query.toString();
}

/** What the query of an address asks for; it may be of a window that was closed long ago. */
export function viewOf(text: string): LogView {
  const query = new URLSearchParams(text);
  const [job, task, attempt] = [query.get('job'), query.get('task'), Number(query.get('attempt') ?? 0)];
  const search = query.get('search');
  const levels = query
    .get('levels')
    ?.split(',')
    .flatMap((it) => logLevelSchema.safeParse(it).data ?? []);
  return {
    job: job ?? text,
    ...(task !== null && { task }),
    ...(Number.isSafeInteger(attempt) && attempt > 0 && { attempt }),
    ...(levels !== undefined && { levels }),
    ...(search !== null && { search }),
  };
}

/** The name of a log's document: what it is of, and how it is filtered. */
export function logFileName(name: string, { task, attempt, levels, search }: LogView): string {
  const parts = [name, task, attempt, levels?.join('-'), search].filter((it) => it !== undefined && it !== '');
  return `${parts
    .join(' ')
    .replaceAll(/[^\p{L}\p{N}.+-]+/gu, '_')
    .slice(0, 120)}.log`;
}
