import type { JobSummary } from '../../protocol/jobs.ts';
import type { JobRecord, TaskRecord } from '../queue/job-record.ts';

/** Something that happened to a job: recorded for good. Times are milliseconds since 1970. */
export interface JobEvent {
  readonly at: number;
  readonly event: string;
  readonly task?: string;
  readonly attempt?: number;
  readonly reason?: string;
}

/** A transition as it is stored, whole or not at all. */
export interface JobStoreChange {
  readonly job: JobRecord;
  /** The tasks that changed, with all of their attempts. */
  readonly tasks: readonly TaskRecord[];
  readonly events: readonly JobEvent[];
}

/** What was found when the database was opened. */
export interface StoreOpened {
  /** Where a damaged database was kept; a new one was begun in its place. */
  readonly damagedKeptAt?: string;
  /** The copy made before the database was changed to this version's form. */
  readonly backup?: string;
}

/**
 * Keeps the jobs. Each method is one transaction, durable when it resolves. Errors: `disk-full`,
 * `state-folder-unusable`, `database-newer`.
 */
export interface JobStore {
  open(): Promise<StoreOpened>;
  /** Stores a new job. False, and nothing is stored, where a job of that id is there already. */
  insert(job: JobRecord, event: JobEvent): Promise<boolean>;
  save(change: JobStoreChange): Promise<void>;
  /** A job whole, or undefined. */
  get(id: string): Promise<JobRecord | undefined>;
  /** Jobs that wait or run, whole, oldest first. */
  active(): Promise<JobRecord[]>;
  /** The newest jobs, newest first, of one project where one is named. */
  list(limit: number, project?: string): Promise<JobSummary[]>;
  events(job: string): Promise<JobEvent[]>;
  close(): Promise<void>;
}
