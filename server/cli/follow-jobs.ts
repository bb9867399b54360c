import { setTimeout as delay } from 'node:timers/promises';
import type { JobSummary } from '../protocol/jobs.ts';
import type { Core } from './core-access.ts';

/** Asked this often, in milliseconds, also when no event comes: the core may have been replaced meanwhile. */
const askAgainAfter = 1_000;

/** True for a job that waits for nothing and nobody any more. */
export const jobHasEnded = ({ state }: JobSummary): boolean => state !== 'waiting' && state !== 'running';

/**
 * Tells `report` of every change of some jobs, and resolves with them when all have ended, or when `signal` says that it
 * has been long enough. Only what has changed is read.
 */
export async function followJobs(
  core: Core,
  ids: readonly string[],
  report: (job: JobSummary) => void,
  signal: AbortSignal,
): Promise<JobSummary[]> {
  const jobs = new Map<string, JobSummary>();
  let wake = () => {};
  const listener = core.onEvent('queue/changed', () => wake());
  try {
    for (let since = 0; ; ) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const { jobs: news, revision } = await core.request('queue/list', { since, archived: true, limit: 100_000 });
      since = revision;
      for (const job of news.filter(({ id }) => ids.includes(id))) {
        if ((jobs.get(job.id)?.revision ?? -1) >= job.revision) continue;
        jobs.set(job.id, job);
        report(job);
      }
      if (signal.aborted || (jobs.size === ids.length && [...jobs.values()].every(jobHasEnded))) {
        return [...jobs.values()];
      }
      await waitFor(changed, signal);
    }
  } finally {
    listener.dispose();
  }
}

async function waitFor(changed: Promise<void>, signal: AbortSignal): Promise<void> {
  const waited = new AbortController();
  const either = AbortSignal.any([waited.signal, signal]);
  await Promise.race([changed, delay(askAgainAfter, undefined, { signal: either }).catch(() => {})]);
  waited.abort();
}
