import type { Job, JobSummary } from '../../protocol/jobs.ts';
import type { Action } from './actions.ts';
import type { JobMarks, TaskChange } from './apply-transition.ts';
import type { Commits } from './commits.ts';
import type { AttemptRecord, Stamp } from './job-record.ts';
import type { Lane } from './lane.ts';
import type { LiveJob } from './live-job.ts';
import type { LiveQueue } from './live-queue.ts';
import { LogRoom } from './logs/log-room.ts';

/** What happens to a job, decided by how it stands. `next`: what follows, as events of tasks that have just changed. */
export interface FarmHappening {
  readonly changes: readonly TaskChange[];
  readonly marks?: JobMarks;
  readonly next?: readonly TaskChange[];
}

/** What the jobs of farms stand on. */
export interface FarmJobsParts {
  readonly live: LiveQueue;
  readonly commits: Commits;
  readonly lane: Lane;
  readonly logFolder: string;
  /** Brings a job back to work, or changes it, as the queue does with its own. */
  readonly act: (id: string, action: Action) => Promise<JobSummary>;
  /** A job in memory, or as it is stored. Error `not-found`. */
  readonly find: (id: string) => Promise<LiveJob>;
  /** Lets a task rest until its `retryAt`. */
  readonly rest: (job: LiveJob, task: string) => void;
  /** A job was told something that is known in memory alone. */
  readonly progressed: (job: LiveJob) => void;
}

/** The jobs in the queue that other machines render: what the desk of the farms does with their records. */
export class FarmJobs {
  readonly #parts: FarmJobsParts;
  readonly #logs = new LogRoom();

  constructor(parts: FarmJobsParts) {
    this.#parts = parts;
  }

  /** The folder of the attempts' logs. */
  get logFolder(): string {
    return this.#parts.logFolder;
  }

  /** Those that have not ended. */
  active(): LiveJob[] {
    return this.#parts.live.active().filter(({ head }) => head.handing !== undefined);
  }

  /** One of them that has not ended. */
  get(id: string): LiveJob | undefined {
    return this.#parts.live.get(id);
  }

  /** One of them, also where it has ended. Error `not-found`. */
  find(id: string): Promise<LiveJob> {
    return this.#parts.find(id);
  }

  /** The waiting tasks of a job that nothing holds up and that no farm has, in their order, by their layers. */
  ready(id: string): { readonly layer: string; readonly tasks: readonly string[] }[] {
    const job = this.#parts.live.get(id);
    const layers = job && this.#parts.live.freeLayers(job);
    return (layers ?? []).flatMap(({ name, ready }) => {
      const tasks = [...ready].filter((task) => job?.task(task)?.farmOrder === undefined);
      return tasks.length === 0 ? [] : [{ layer: name, tasks }];
    });
  }

  /** The moment of a change; see `Commits.stamp`. */
  stamp(): Stamp {
    return this.#parts.commits.stamp();
  }

  /**
   * Decides in the queue's lane what happens to a job that has not ended, and records it. Nothing is decided of one that
   * has. Error `wrong-state` where an event cannot happen; nothing is changed then.
   */
  async change(id: string, decide: (job: LiveJob) => FarmHappening | undefined): Promise<void> {
    const { lane, live, commits, rest } = this.#parts;
    await lane.run(async () => {
      const job = live.get(id);
      const happening = job === undefined ? undefined : decide(job);
      if (job === undefined || happening === undefined) return;
      const { changes, marks, next = [] } = happening;
      // What is said of the job as a whole holds once all of it has happened: a core may end between the two.
      const steps = [changes, next].filter((step) => step.length > 0);
      for (const step of steps.slice(0, -1)) await commits.make([{ job, changes: step }]);
      const last = steps.at(-1) ?? [];
      if (last.length > 0 || marks !== undefined) {
        await commits.make([{ job, changes: last, ...(marks !== undefined && { marks }) }]);
      }
      for (const { task, retryAt } of [...changes, ...next]) if (retryAt !== undefined) rest(job, task);
    });
  }

  /** Does what somebody wishes, as the queue does with its own jobs. Errors: those of the action. */
  act(id: string, action: Action): Promise<JobSummary> {
    return this.#parts.act(id, action);
  }

  /** A running task has finished more frames. */
  progress(job: LiveJob, task: string, framesDone: number): void {
    if (job.finishedOf(task) === framesDone) return;
    if (job.progressed(task, framesDone, this.stamp().revision)) this.#parts.progressed(job);
  }

  /** Says why nothing goes on with a job, or that this is over. */
  hold(job: LiveJob, held: string | undefined): void {
    if (job.held === held) return;
    job.hold(held, this.stamp().revision);
    this.#parts.progressed(job);
  }

  /** The log of an attempt that has ended was brought: the logs of its job are kept within bounds. */
  async logEnded(job: LiveJob, attempt: AttemptRecord): Promise<void> {
    await this.#logs.ended(job, attempt);
  }

  /** The job whole, as clients see it. Error `not-found`. */
  async whole(id: string): Promise<Job> {
    return (await this.find(id)).whole;
  }
}
