import type { JobFrames } from '../../protocol/job-frames.ts';
import type { LogPage } from '../../protocol/job-logs.ts';
import type { Job, JobState, JobSummary } from '../../protocol/jobs.ts';
import type { DeletePlan, JobHistory, WorkerList } from '../../protocol/queue.ts';
import type { Listing, ListWish } from '../store/job-store.ts';
import type { TaskChoice } from './actions.ts';
import type { JobSpec } from './job-spec.ts';
import type { LogWish } from './logs/read-log-lines.ts';
import type { MoveTo } from './order.ts';
import type { WrittenFile } from './written-files.ts';

/**
 * The render queue: jobs are kept until they have ended and after, and survive the core. A task whose attempt ends well
 * but whose outputs are not all there has failed: the frames on disk have the last word. Every change is stored before it
 * is answered. All errors besides those named: `not-found`.
 */
export interface Queue {
  /** Stores the job, durably, before it resolves; the workers take it up at once. `id` makes it idempotent: a job of
   * that id that is already there is returned as it is. Error `invalid-parameters` for one that could never run. */
  submit(id: string, spec: JobSpec): Promise<JobSummary>;
  /** Refuses a job that could never run. Error `invalid-parameters`. */
  check(spec: JobSpec): Promise<void>;
  /** Jobs that do the same work as this one would, and have not ended. */
  duplicates(spec: JobSpec): Promise<readonly string[]>;
  /** Jobs, the newest first; none of them is read whole. */
  list(wish?: Partial<ListWish>): Promise<Listing & { readonly revision: number }>;
  get(id: string): Promise<Job>;
  /** The state of a job; undefined where there is none of this id. */
  stateOf(id: string): Promise<JobState | undefined>;
  /** The name of the farm that has a job, and what it was handed over with (`handingSchema` as JSON). */
  farmOf(id: string): Promise<{ readonly name: string; readonly handing?: string }>;
  /** The frames of a job: all of them, or what has changed after a revision where that can be told. */
  frames(id: string, since?: number): Promise<JobFrames>;
  /** The submission that the job was made from, where it was one. */
  submissionOf(id: string): Promise<string | undefined>;
  /** Ends what runs, whole process groups, and leaves the rest undone. Error: `wrong-state`. */
  cancel(id: string): Promise<JobSummary>;
  /** Puts failed and cancelled tasks back to waiting; with `only`, failed ones alone. Error: `wrong-state`. */
  retry(id: string, only?: 'failed'): Promise<JobSummary>;
  /** Starts nothing more of a job; `now` gives back what runs, too. Error: `wrong-state`. */
  pause(id: string, now?: boolean): Promise<JobSummary>;
  /** Error: `wrong-state`. */
  resume(id: string): Promise<JobSummary>;
  /** Renders some tasks anew, or all of them. Errors: `wrong-state`, `invalid-parameters`. */
  requeue(id: string, choice?: TaskChoice): Promise<JobSummary>;
  /** Leaves some tasks out, or all that are not done. Errors: `wrong-state`, `invalid-parameters`. */
  skip(id: string, choice?: TaskChoice): Promise<JobSummary>;
  /** Changes the order. Error: `wrong-state` where one of the jobs has ended. */
  move(id: string, to: MoveTo): Promise<JobSummary>;
  update(id: string, change: JobUpdate): Promise<JobSummary>;
  archive(id: string, archived: boolean): Promise<JobSummary>;
  /** Says what deleting jobs does. */
  planDelete(ids: readonly string[]): Promise<DeletePlan>;
  /** Deletes jobs that have ended, with their logs; what they have rendered stays. Error: `wrong-state`. */
  delete(ids: readonly string[]): Promise<DeletePlan>;
  /** The attempts' logs, oldest first. */
  log(id: string, options: { readonly task?: string; readonly maxBytes: number }): Promise<QueueLog>;
  /** Lines of the attempts' logs, by their times. Error: `invalid-parameters`. */
  logLines(id: string, wish: LogWish): Promise<LogPage>;
  /** Files that the job, or a task of it, has finished, the newest first; a few of them. */
  written(id: string, task?: string): Promise<readonly WrittenFile[]>;
  /** Everything that has happened to a job, in its order. */
  history(id: string): Promise<JobHistory>;
  workers(): Promise<WorkerList>;
  /** Resolves when the job has ended (completed, failed or cancelled), at once where it has already. */
  ended(id: string): Promise<JobSummary>;
  onChange(listener: (jobs: readonly JobSummary[], removed: readonly string[]) => void): { dispose(): void };
  /** How many jobs wait or run. */
  activeCount(): Promise<number>;
  /** How many of them go on by themselves: a core does not wait for those that are paused. */
  goingOnCount(): Promise<number>;
  /** True for a job that has not ended and does not go on by itself: it is paused, or waits for one that is. */
  isHeldBack(id: string): Promise<boolean>;
}

/** What a publish asks of the queue; frames are verified while others render where it tells of them. */
export type PublishQueue = Pick<Queue, 'submit' | 'cancel' | 'ended' | 'isHeldBack'> &
  Partial<Pick<Queue, 'get' | 'onChange'>>;

/** What may be changed of a job at any time. */
export interface JobUpdate {
  readonly priority?: number;
  readonly tags?: readonly string[];
  readonly comment?: string;
}

export interface QueueLog {
  readonly text: string;
  readonly files: readonly string[];
  readonly truncated: boolean;
}

/** What the queue tells the core's log. */
export interface QueueLogger {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
