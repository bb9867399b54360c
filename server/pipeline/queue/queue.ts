import type { Job, JobSummary } from '../../protocol/jobs.ts';
import type { JobSpec } from './job-spec.ts';

/**
 * The render queue: jobs are kept until they have ended and after, and survive the core. A task whose attempt ends well
 * but whose outputs are not all there has failed: the frames on disk have the last word.
 */
export interface Queue {
  /** Stores the job, durably, before it resolves; the workers take it up at once. `id` makes it idempotent: a job of
   * that id that is already there is returned as it is. */
  submit(id: string, spec: JobSpec): Promise<JobSummary>;
  list(project?: string): Promise<readonly JobSummary[]>;
  /** Errors: `not-found`. */
  get(id: string): Promise<Job>;
  /** Ends what runs, whole process groups, and leaves the rest undone. Errors: `not-found`, `wrong-state`. */
  cancel(id: string): Promise<JobSummary>;
  /** Puts failed and cancelled tasks back to waiting. Errors: `not-found`, `wrong-state`. */
  retry(id: string): Promise<JobSummary>;
  /** The attempts' logs, oldest first. Errors: `not-found`. */
  log(id: string, options: { readonly task?: string; readonly maxBytes: number }): Promise<QueueLog>;
  /** Resolves when the job has ended (completed, failed or cancelled), at once where it has already. */
  ended(id: string): Promise<JobSummary>;
  onChange(listener: (jobs: readonly JobSummary[]) => void): { dispose(): void };
  /** How many jobs wait or run. */
  activeCount(): Promise<number>;
}

export interface QueueLog {
  readonly text: string;
  readonly files: readonly string[];
  readonly truncated: boolean;
}
