import type { Job, JobSummary, Needs } from '../../protocol/jobs.ts';
import type { TaskChoice } from '../queue/actions.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import type { MoveTo } from '../queue/order.ts';
import type { JobUpdate, QueueLog } from '../queue/queue.ts';
import type { Listing, ListWish } from '../store/job-store.ts';

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
  /** How a job can wait for another one, or a layer for another: not at all, as a whole, or each chunk for its own frames. */
  readonly dependencies: 'none' | 'whole' | 'frames';
  /** What a chunk can be said to need. */
  readonly needs: ReadonlySet<keyof Needs>;
}

/**
 * Where jobs are rendered. One file for each farm, and a line in `create-core.ts`.
 *
 * The jobs of all farms are records of the core's queue, under the farm's name and one count of revisions: what a farm
 * calls a job is in its record before anything is waited for, so that a core that dies finds it again, and a submission
 * of an id that is there already is that job. What a farm says of a job comes into its record as the events of its tasks,
 * by a table from the farm's words to those of `transitions.ts`; an answer about another attempt than the newest is
 * refused. A farm that has to be asked is asked for all of its jobs in one question, at growing intervals while nothing
 * changes or it does not answer. A farm that does not answer holds up its own jobs and no others.
 */
export interface Farm {
  /** What submissions and configurations call it. */
  readonly name: string;
  readonly capabilities: FarmCapabilities;
  /** Refuses a job that could never run there. Error `invalid-parameters`. */
  check(spec: JobSpec): Promise<void>;
  /** Takes a job, durably, before it resolves. A job of that id that is there already is returned as it is. Errors: those
   * of `check`. */
  submit(id: string, spec: JobSpec): Promise<JobSummary>;
  /** Its jobs, newest first; none is read whole. */
  list(wish: Omit<ListWish, 'farm'>): Promise<Listing & { readonly revision: number }>;
  /** A job with its tasks and their attempts. Error `not-found`. */
  tasks(job: string): Promise<Job>;
  /** Does something with a job, and resolves when that is recorded. Errors: `not-found`, `wrong-state`,
   * `invalid-parameters`. */
  control(job: string, command: FarmCommand): Promise<JobSummary>;
  /** What the attempts of a job have printed, oldest first: the last `maxBytes` bytes of it. Error `not-found`. */
  log(job: string, options: { readonly task?: string; readonly maxBytes: number }): Promise<QueueLog>;
}
