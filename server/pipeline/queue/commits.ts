import { setTimeout as wait } from 'node:timers/promises';
import { ComplineError } from '../../protocol/errors.ts';
import type { JobSummary } from '../../protocol/jobs.ts';
import type { JobStore, JobStoreChange } from '../store/job-store.ts';
import { applyTransition, type JobMarks, type TaskChange, type Transition } from './apply-transition.ts';
import type { QueueChanges } from './changes.ts';
import type { Stamp } from './job-record.ts';
import type { LiveJob } from './live-job.ts';
import type { LiveQueue } from './live-queue.ts';
import type { QueueLogger } from './queue.ts';
import { isStuck } from './stuck.ts';
import { isActive, isSettled } from './transitions.ts';

/** Events of one job that happen together. */
export interface Happening {
  readonly job: LiveJob;
  readonly changes: readonly TaskChange[];
  readonly marks?: JobMarks;
}

/** What the commits stand on. */
export interface CommitParts {
  readonly store: Pick<JobStore, 'save'>;
  readonly live: LiveQueue;
  readonly changes: QueueChanges;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: QueueLogger;
}

const diskFullPause = 2_000; // milliseconds

/** Every transition goes through here: it is stored, then it holds in memory, then it is told. */
export class Commits {
  readonly #parts: CommitParts;
  readonly #ended = new Map<string, PromiseWithResolvers<JobSummary>>();
  #revision = 0;
  /** The revision before what is being stored. */
  #before: number | undefined;
  #stopped = false;

  constructor(parts: CommitParts) {
    this.#parts = parts;
  }

  /** Everything that follows gets a greater revision than this one. */
  after(revision: number): void {
    this.#revision = Math.max(this.#revision, revision);
  }

  /**
   * The moment of a change. Its revision is greater than all before over all jobs, whatever the clock says: it is the
   * milliseconds since 1970, or one more than the last.
   */
  stamp(): Stamp {
    const now = this.#parts.now();
    this.#revision = Math.max(this.#revision + 1, Math.floor(now));
    return { now, revision: this.#revision };
  }

  /** Everything up to this revision is stored; what comes later has a greater one. */
  get stored(): number {
    return this.#before ?? this.#revision;
  }

  /** Does something that takes a revision and stores it. One at a time: in the queue's lane. */
  async storing<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#before = this.#revision;
    try {
      return await work();
    } finally {
      this.#before = undefined;
    }
  }

  /**
   * Makes transitions, all of them or none. To be called in the queue's lane. Error `wrong-state` where an event cannot
   * happen; nothing is changed then.
   */
  make(happenings: readonly Happening[]): Promise<void> {
    return this.storing(() => this.#make(happenings));
  }

  async #make(happenings: readonly Happening[]): Promise<void> {
    const made = happenings.map(({ job, changes, marks }) => ({
      job,
      transition: applyTransition(
        job.head,
        (id) => taskOf(job, id),
        changes,
        this.stamp(),
        marks,
        (tasks) => isStuck(job, tasks),
      ),
    }));
    if (made.length === 0) return;
    await this.#save(made.map(({ transition }) => transition.change));
    for (const { job, transition } of made) this.#take(job, transition);
  }

  /** Resolves when the job has ended. */
  async ended(job: LiveJob): Promise<JobSummary> {
    if (!isActive(job.head.state)) return job.summary;
    const ended = this.#ended.get(job.id) ?? Promise.withResolvers<JobSummary>();
    this.#ended.set(job.id, ended);
    return await ended.promise;
  }

  /** From now on a full disk is an error. */
  stop(): void {
    this.#stopped = true;
  }

  #take(job: LiveJob, transition: Transition): void {
    const { live, changes, log } = this.#parts;
    const wasActive = isActive(job.head.state);
    const settled = transition.tasks.filter(({ id, state }) => isSettled(state) && !isSettled(taskOf(job, id).state));
    // Progress may have been told while it was being stored.
    const { revision } = transition.head;
    job.take(transition, job.head.revision >= revision ? this.stamp().revision : revision);
    const { summary } = job;
    if (wasActive !== isActive(summary.state)) live.reorder();
    live.settled(
      job,
      settled.map(({ id }) => id),
    );
    changes.transition(summary);
    if (!wasActive || isActive(summary.state)) return;
    live.release(job);
    log.info({ job: job.id, state: summary.state, reason: summary.reason }, `Job "${summary.name}" ended.`);
    this.#ended.get(job.id)?.resolve(summary);
    this.#ended.delete(job.id);
  }

  /** A full disk is waited out: what has happened must be recorded before anything follows from it. */
  async #save(changes: readonly JobStoreChange[]): Promise<void> {
    for (;;) {
      try {
        return await this.#parts.store.save(changes);
      } catch (error) {
        if (!ComplineError.is(error, 'disk-full') || this.#stopped) throw error;
        this.#parts.log.error({ error: error.toData() }, 'The queue waits for space on the disk.');
        await wait(diskFullPause);
      }
    }
  }
}

function taskOf(job: LiveJob, id: string) {
  const task = job.task(id);
  if (task !== undefined) return task;
  throw new ComplineError({ code: 'not-found', message: `Job "${job.head.name}" has no task ${id}.` });
}
