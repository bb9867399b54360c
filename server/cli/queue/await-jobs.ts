import type { JobSummary } from '../../protocol/jobs.ts';
import type { Core } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { followJobs, jobHasEnded } from '../follow-jobs.ts';
import { JobDisplay } from '../job-display.ts';
import { patientCore } from '../patient-core.ts';
import { printError, type Terminal } from '../terminal.ts';

/** How jobs are waited for. */
export interface AwaitWish {
  /** Every change as a JSON document on a line of its own. */
  readonly asLines: boolean;
  /** Seconds after which it has been long enough; the jobs go on. */
  readonly timeout?: number;
  /** An interrupt cancels the jobs, and is waited for. */
  readonly cancelOnInterrupt: boolean;
}

/** Shows jobs until they have ended, or until it has been long enough. */
export async function awaitJobs(
  core: Core,
  ids: readonly string[],
  terminal: Terminal,
  { asLines, timeout, cancelOnInterrupt }: AwaitWish,
): Promise<JobSummary[]> {
  const patient = patientCore(core);
  const display = new JobDisplay(terminal, asLines);
  const enough = new AbortController();
  const timer = timeout === undefined ? undefined : setTimeout(() => enough.abort(), timeout * 1_000);
  const interrupt = (): void => {
    if (!cancelOnInterrupt) {
      enough.abort();
      return;
    }
    terminal.err('Cancelling ...\n');
    for (const job of ids) {
      // One that has ended already cannot be cancelled, as is wished.
      patient.request('queue/cancel', { job }).catch(() => {});
    }
  };
  process.once('SIGINT', interrupt);
  try {
    return await followJobs(patient, ids, (job) => display.show(job), enough.signal);
  } finally {
    clearTimeout(timer);
    process.removeListener('SIGINT', interrupt);
    display.end();
  }
}

/** The exit code that says how jobs ended. */
export function endCodeOf(jobs: readonly JobSummary[]): number {
  if (jobs.some(({ state }) => state === 'failed')) return exitCodes.failure;
  if (jobs.some(({ state }) => state === 'cancelled')) return exitCodes.interrupted;
  return jobs.every(jobHasEnded) ? exitCodes.success : exitCodes.timedOut;
}

const endOfLog = 2_000; // bytes

/** What the renderers of jobs that failed said last: the reason is often there. */
export async function showFailures(core: Core, jobs: readonly JobSummary[], terminal: Terminal): Promise<void> {
  for (const { id, name } of jobs.filter(({ state }) => state === 'failed')) {
    try {
      const { text } = await core.request('queue/log', { job: id, maxBytes: endOfLog });
      if (text !== '') terminal.err(`The end of the log of ${name}:\n${text.trimEnd()}\n\n`);
    } catch (error) {
      printError(terminal, error, false);
    }
  }
}
