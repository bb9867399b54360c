import type { JobSummary, TaskState } from '../../protocol/jobs.ts';
import type { AttemptRecord, JobHead, JobRecord, TaskRecord } from '../queue/job-record.ts';

/** Something that happened to a job: recorded for good. Times are milliseconds since 1970. */
export interface JobEvent {
  readonly at: number;
  readonly event: string;
  readonly task?: string;
  readonly attempt?: number;
  readonly reason?: string;
  /** The states that the task went from and to. */
  readonly from?: TaskState;
  readonly to?: TaskState;
  /** The number of the attempt among those of all jobs. */
  readonly fence?: number;
}

/** What is stored of a task that changed: its state, and the attempts that are new or changed. */
export interface TaskUpdate extends Omit<TaskRecord, 'command' | 'outputs' | 'attempts'> {
  readonly attempts: readonly AttemptRecord[];
}

/** A transition as it is stored. */
export interface JobStoreChange {
  readonly job: JobHead;
  readonly tasks: readonly TaskUpdate[];
  readonly events: readonly JobEvent[];
}

/** What was found when the database was opened. */
export interface StoreOpened {
  /** Where a damaged database was kept; a new one was begun in its place. */
  readonly damagedKeptAt?: string;
  /** The copy made before the database was changed to this version's form. */
  readonly backup?: string;
  /** The greatest revision there is. */
  readonly revision: number;
}

/** Which jobs are listed. */
export interface ListWish {
  /** Jobs, the newest of them. */
  readonly limit: number;
  readonly project?: string;
  /** Only those of this farm. */
  readonly farm?: string;
  /** Archived ones too. */
  readonly archived?: boolean;
  /** Only what has changed after this revision; of these the archived ones too. */
  readonly since?: number;
}

/** Jobs as they are listed, newest first. */
export interface Listing {
  readonly jobs: readonly JobSummary[];
  /** Jobs that were deleted after the revision that was asked for. */
  readonly removed: readonly string[];
}

/** Which jobs that have ended are kept. */
export interface RetentionPolicy {
  /** Days after their end. */
  readonly days: number;
  /** So many of the newest are kept however old they are: a clock that is wrong takes no job away. */
  readonly least: number;
  /** More than so many are not kept however new they are. */
  readonly most: number;
}

/**
 * Keeps the jobs. Each method is one transaction, durable when it resolves. Errors: `disk-full`,
 * `state-folder-unusable`, `database-newer`.
 */
export interface JobStore {
  open(): Promise<StoreOpened>;
  /** Stores a new job. False, and nothing is stored, where a job of that id is there already. */
  insert(job: JobRecord, event: JobEvent): Promise<boolean>;
  /** Stores transitions, all of them or none. */
  save(changes: readonly JobStoreChange[]): Promise<void>;
  /** A job whole, or undefined. */
  get(id: string): Promise<JobRecord | undefined>;
  /** Jobs that wait or run, whole, oldest first. */
  active(): Promise<JobRecord[]>;
  /** Reads no task: what is listed is kept with the jobs. */
  list(wish: ListWish): Promise<Listing>;
  /** The jobs that do the same work as one with this fingerprint and have not ended. */
  duplicates(fingerprint: string): Promise<string[]>;
  /** Jobs that have ended and that the policy does not keep. `now` is in milliseconds since 1970. */
  outdated(policy: RetentionPolicy, now: number): Promise<string[]>;
  /** Takes jobs out with all that belongs to them; that they are gone is told by `list`. */
  remove(jobs: readonly string[], revision: number): Promise<void>;
  events(job: string): Promise<JobEvent[]>;
  close(): Promise<void>;
}
