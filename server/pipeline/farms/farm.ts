import type { Job, JobSummary, Needs } from '../../protocol/jobs.ts';
import type { TaskChoice } from '../queue/actions.ts';
import type { Handing } from '../queue/handing.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import type { MoveTo } from '../queue/order.ts';
import type { JobUpdate } from '../queue/queue.ts';

/** What is done with a job that was submitted. */
export type FarmCommand =
  | { readonly action: 'cancel' }
  | { readonly action: 'retry'; readonly only?: 'failed' }
  | { readonly action: 'pause'; readonly now: boolean }
  | { readonly action: 'resume' }
  | { readonly action: 'requeue'; readonly choice: TaskChoice }
  | { readonly action: 'skip'; readonly choice: TaskChoice }
  | { readonly action: 'move'; readonly to: MoveTo }
  | { readonly action: 'update'; readonly change: JobUpdate };

export type FarmAction = FarmCommand['action'];

/** What a farm can do; whoever asks for more is told so before anything is submitted or changed. */
export interface FarmCapabilities {
  readonly actions: ReadonlySet<FarmAction>;
  /** What a chunk can be said to need. */
  readonly needs: ReadonlySet<keyof Needs>;
}

/**
 * Where jobs are rendered: this machine, or a render manager that a project names.
 *
 * The jobs of all farms are records of the core's queue, under the farm's name and one count of revisions: they are
 * listed, read and told from there. A job waits for what it depends on in the queue, whatever its farm; what of it can go
 * is handed over. What a farm calls a job is in its record before anything is waited for, so that a core that dies finds
 * it again, and a submission of an id that is there already is that job. What a farm says of a job comes into its record as
 * events of its tasks; what it says of a chunk that is in another order by now is passed over. A farm that has to be asked
 * is asked for all of its jobs in one question, at growing intervals while nothing changes or it does not answer. A farm
 * that does not answer holds up its own jobs and no others.
 */
export interface Farm {
  /** What submissions and configurations call it. */
  readonly name: string;
  readonly capabilities: FarmCapabilities;
  /** What a job is handed over with, and is to be recorded with; undefined for this machine. */
  readonly handing: Handing | undefined;
  /** Refuses a job that could never run there, and answers what is to be known before it does, in sentences. Errors:
   * `invalid-parameters`, `farm-refused`. */
  check(spec: JobSpec): Promise<readonly string[]>;
  /** Takes a job, durably, before it resolves. A job of that id that is there already is returned as it is. Error
   * `invalid-parameters`. */
  submit(id: string, spec: JobSpec): Promise<JobSummary>;
  /** Does something with a job, and resolves when that is recorded. Errors: `not-found`, `wrong-state`,
   * `invalid-parameters`. */
  control(job: string, command: FarmCommand): Promise<JobSummary>;
  /** What a job is called there, one for each order of chunks. */
  farmJobs(job: string): Promise<NonNullable<Job['farmJobs']>>;
}
