import { setTimeout as delay } from 'node:timers/promises';
import type { LogLevel, LogLine } from '../../protocol/job-logs.ts';
import type { JobSummary } from '../../protocol/jobs.ts';
import type { RequestParams } from '../../protocol/requests.ts';
import type { Core } from '../core-access.ts';
import { followJobs } from '../follow-jobs.ts';
import type { Paint, Terminal } from '../terminal.ts';

/** Asked this often, in milliseconds, for lines that nobody tells of. */
const ASK_EVERY = 500;

const COLOURS: Readonly<Partial<Record<LogLevel, Parameters<Paint>[0]>>> = {
  error: 'red',
  warning: 'yellow',
  core: 'cyan',
  debug: 'gray',
};

/** Lines of a log as they are printed: `1.2/1 2026-11-28T00:00:00.000Z [error] No camera`. */
export function logText(lines: readonly LogLine[], paint: Paint = (_, text) => text): string {
  return lines
    .map(({ at, level, text, task, attempt }) => {
      const time = at === undefined ? '' : `${new Date(at).toISOString()} `;
      const said = `${task}/${attempt} ${time}[${level}] ${text}`;
      const colour = COLOURS[level];
      return `${colour === undefined ? said : paint(colour, said)}\n`;
    })
    .join('');
}

/**
 * Prints the lines of a job's log as they are written, until the job has ended. Resolves with the job, or with undefined where
 * the user has interrupted it.
 */
export async function followLog(
  core: Core,
  wish: RequestParams<'queue/log-lines'> & { readonly job: string },
  terminal: Terminal,
  asJson: boolean,
): Promise<JobSummary | undefined> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  let ended: JobSummary | undefined;
  const following = followJobs(core, [wish.job], () => {}, stop.signal).then(([job]) => {
    if (!stop.signal.aborted) ended = job;
  });
  following.catch(() => {}); // Told where it is waited for.
  try {
    let after: string | undefined;
    while (!stop.signal.aborted) {
      // Known before the lines are asked for: what is written until the end is among them then.
      const isLast = ended !== undefined;
      const page = await core.request(
        'queue/log-lines',
        after === undefined ? wish : { ...wish, limit: 10_000, after },
      );
      if (stop.signal.aborted) break;
      terminal.out(
        asJson ? page.lines.map((it) => `${JSON.stringify(it)}\n`).join('') : logText(page.lines, terminal.paint),
      );
      await terminal.room();
      const isMore = page.next !== after;
      after = page.next;
      if (isMore) continue;
      if (isLast) return ended;
      await Promise.race([following, delay(ASK_EVERY, undefined, { signal: stop.signal }).catch(() => {})]);
    }
    return undefined;
  } finally {
    process.removeListener('SIGINT', interrupt);
    stop.abort();
    await following.catch(() => {});
  }
}
