import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ComplineError } from '../../protocol/errors.ts';
import type { Job, JobSummary } from '../../protocol/jobs.ts';
import type { JobStore, JobStoreChange } from '../store/job-store.ts';
import type { LeftAttempt } from '../workers/leftover-processes.ts';
import type { AttemptResult } from '../workers/messages.ts';
import type { AttemptListener, RunningAttempt, WorkerPool } from '../workers/worker-pool.ts';
import { applyTransition, nextRevision, type TaskChange } from './apply-transition.ts';
import { QueueChanges } from './changes.ts';
import { missingOutputs } from './check-outputs.ts';
import { readJobLog } from './job-log.ts';
import {
  type AttemptRecord,
  changeTask,
  type JobRecord,
  jobOf,
  type LayerRecord,
  markerOf,
  newJobRecord,
  summaryOf,
  type TaskRecord,
  taskOf,
  tasksOf,
} from './job-record.ts';
import type { JobSpec } from './job-spec.ts';
import { exitedWell, judgeAttempt } from './judge-attempt.ts';
import { Lane } from './lane.ts';
import type { Queue, QueueLog } from './queue.ts';
import { leftAttempts, recoveryChanges } from './recovery.ts';
import { isActive } from './transitions.ts';

/** What the queue stands on. */
export interface JobQueueParts {
  readonly store: JobStore;
  readonly pool: Pick<WorkerPool, 'size' | 'start'>;
  /** Ends what a dead core or worker left running. */
  readonly endLeftovers: (left: LeftAttempt) => Promise<void>;
  /** The folder of the attempts' logs. */
  readonly logFolder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: QueueLogger;
}

/** What the queue tells the core's log. */
export interface QueueLogger {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

const listed = 1_000; // jobs
const diskFullPause = 2_000; // milliseconds

interface Running {
  readonly job: string;
  readonly attempt: RunningAttempt;
}

/** The render queue over a store and a pool of workers. Every transition is stored before anything follows from it. */
export class JobQueue implements Queue {
  readonly #parts: JobQueueParts;
  /** Jobs that wait or run, oldest first. */
  readonly #active = new Map<string, JobRecord>();
  /** By the attempt's marker. */
  readonly #running = new Map<string, Running>();
  readonly #ended = new Map<string, PromiseWithResolvers<JobSummary>>();
  readonly #changes = new QueueChanges();
  readonly #lane = new Lane();
  readonly #finishing = new Set<Promise<void>>();
  #stopped = true;

  constructor(parts: JobQueueParts) {
    this.#parts = parts;
  }

  /** Takes up the jobs of the core before this one. Nothing runs until this has been called. */
  async recover(): Promise<void> {
    const jobs = await this.#parts.store.active();
    await Promise.all(jobs.flatMap(leftAttempts).map((left) => this.#parts.endLeftovers(left)));
    await this.#lane.run(async () => {
      for (const job of jobs) await this.#recoverJob(job);
    });
    this.#stopped = false;
    this.#schedule();
  }

  async submit(id: string, spec: JobSpec): Promise<JobSummary> {
    if (!/^[\w-]{1,100}$/.test(id)) {
      throw new ComplineError({ code: 'invalid-parameters', message: `"${id}" is no id for a job.` });
    }
    return await this.#lane.run(async () => {
      const { now, store } = this.#parts;
      const job = newJobRecord(id, spec, now());
      if (tasksOf(job).length === 0) {
        throw new ComplineError({ code: 'invalid-parameters', message: `The job "${spec.name}" has no frames.` });
      }
      if (!(await store.insert(job, { at: job.createdAt, event: 'submit' }))) return summaryOf(await this.#find(id));
      this.#active.set(id, job);
      this.#changes.transition(summaryOf(job));
      this.#schedule();
      return summaryOf(job);
    });
  }

  async list(project?: string): Promise<readonly JobSummary[]> {
    const jobs = await this.#parts.store.list(listed, project);
    return jobs.map((stored) => {
      const job = this.#active.get(stored.id);
      return job === undefined ? stored : summaryOf(job);
    });
  }

  async get(id: string): Promise<Job> {
    return jobOf(await this.#find(id));
  }

  async cancel(id: string): Promise<JobSummary> {
    await this.#lane.run(async () => {
      const job = await this.#find(id);
      if (!isActive(job.state)) throw wrongState(job, 'cancelled');
      const changes = tasksOf(job)
        .filter(({ state }) => state === 'waiting')
        .map(({ id: task }): TaskChange => ({ task, event: 'cancel', reason: 'Cancelled.' }));
      await this.#apply(job, changes, { cancelRequested: true, event: 'cancel-requested' });
    });
    for (const { job, attempt } of this.#running.values()) if (job === id) attempt.end();
    return await this.ended(id);
  }

  async retry(id: string): Promise<JobSummary> {
    return await this.#lane.run(async () => {
      const job = await this.#find(id);
      if (job.state !== 'failed' && job.state !== 'cancelled') throw wrongState(job, 'tried again');
      const changes = tasksOf(job)
        .filter(({ state }) => state === 'failed' || state === 'cancelled')
        .map(({ id: task }): TaskChange => ({ task, event: 'retry' }));
      const after = await this.#apply(job, changes);
      this.#schedule();
      return summaryOf(after);
    });
  }

  async log(id: string, options: { readonly task?: string; readonly maxBytes: number }): Promise<QueueLog> {
    return await readJobLog(await this.#find(id), options);
  }

  async ended(id: string): Promise<JobSummary> {
    const job = await this.#lane.run(() => this.#find(id));
    const current = this.#active.get(id) ?? job;
    if (!isActive(current.state)) return summaryOf(current);
    const ended = this.#ended.get(id) ?? Promise.withResolvers<JobSummary>();
    this.#ended.set(id, ended);
    return await ended.promise;
  }

  onChange(listener: (jobs: readonly JobSummary[]) => void): { dispose(): void } {
    return this.#changes.onChange(listener);
  }

  async activeCount(): Promise<number> {
    return this.#active.size;
  }

  /** Ends what runs and gives its tasks back, so that the next core takes them up. Nothing starts after this. */
  async suspend(): Promise<void> {
    this.#stopped = true;
    await this.#lane.idle();
    for (const { attempt } of this.#running.values()) attempt.end();
    while (this.#finishing.size > 0) await Promise.all(this.#finishing);
    await this.#lane.idle();
    this.#changes.dispose();
  }

  async #recoverJob(job: JobRecord): Promise<void> {
    this.#active.set(job.id, job);
    const changes = recoveryChanges(job, this.#parts.now());
    if (changes.length > 0) await this.#apply(job, changes, { event: 'recover' });
  }

  #schedule(): void {
    const scheduled = this.#lane.run(async () => {
      while (!this.#stopped && this.#running.size < this.#parts.pool.size) {
        const next = this.#nextTask();
        if (next === undefined) return;
        await this.#start(next.job, next.layer, next.task);
      }
    });
    void scheduled.catch((error: unknown) => this.#parts.log.error({ error }, 'A task could not be started.'));
  }

  #nextTask(): { job: JobRecord; layer: LayerRecord; task: TaskRecord } | undefined {
    for (const job of this.#active.values()) {
      for (const layer of job.layers) {
        const task = layer.tasks.find(({ state }) => state === 'waiting');
        if (task !== undefined) return { job, layer, task };
      }
    }
    return undefined;
  }

  async #start(job: JobRecord, layer: LayerRecord, task: TaskRecord): Promise<void> {
    const number = (task.attempts.at(-1)?.number ?? 0) + 1;
    const log = path.join(this.#parts.logFolder, job.id, `${task.id}-${number}.log`);
    const attempt: AttemptRecord = { number, state: 'running', startedAt: this.#parts.now(), log };
    await this.#apply(job, [{ task: task.id, event: 'start', attempt }]);
    const marker = markerOf(job.id, task.id, number);
    const listener: AttemptListener = {
      started: (process, start) =>
        this.#started(job.id, task.id, { process, ...(start !== undefined && { processStart: start }) }),
      progress: (framesDone) => this.#progressed(job.id, task.id, framesDone),
    };
    const { command, frames } = task;
    const order = { marker, command, frames, progress: layer.progress, log };
    const running = this.#parts.pool.start(
      { ...order, ...(layer.timeout !== undefined && { timeout: layer.timeout }) },
      listener,
    );
    this.#running.set(marker, { job: job.id, attempt: running });
    const finishing = this.#finish(job.id, task.id, marker, running).catch((error: unknown) =>
      this.#parts.log.error({ error, job: job.id, task: task.id }, "An attempt's end could not be recorded."),
    );
    this.#finishing.add(finishing);
    void finishing.finally(() => this.#finishing.delete(finishing));
  }

  #started(id: string, taskId: string, process: { readonly process: number; readonly processStart?: string }): void {
    const recorded = this.#lane.run(async () => {
      const job = this.#active.get(id);
      const attempt = job && taskOf(job, taskId)?.attempts.at(-1);
      if (job === undefined || attempt?.state !== 'running') return;
      const after = changeTask(job, taskId, (task) => ({
        ...task,
        attempts: [...task.attempts.slice(0, -1), { ...attempt, ...process }],
      }));
      const events = [{ at: this.#parts.now(), event: 'process', task: taskId, attempt: attempt.number }];
      await this.#save({ job: after, tasks: tasksOf(after).filter((task) => task.id === taskId), events });
      this.#take(after);
    });
    void recorded.catch((error: unknown) => this.#parts.log.error({ error, job: id }, 'A process was not recorded.'));
  }

  #progressed(id: string, taskId: string, framesDone: number): void {
    const job = this.#active.get(id);
    if (job === undefined || taskOf(job, taskId)?.state !== 'running') return;
    const after = {
      ...changeTask(job, taskId, (task) => ({ ...task, framesDone })),
      revision: nextRevision(job, this.#parts.now()),
    };
    this.#active.set(id, after);
    this.#changes.progress(summaryOf(after));
  }

  async #finish(id: string, taskId: string, marker: string, running: RunningAttempt): Promise<void> {
    const result = await running.result;
    const missing = await this.#lookAtOutputs(id, taskId, result);
    await this.#lane.run(async () => {
      this.#running.delete(marker);
      const job = this.#active.get(id);
      const layer = job?.layers.find(({ tasks }) => tasks.some((task) => task.id === taskId));
      const task = layer?.tasks.find((it) => it.id === taskId);
      const attempt = task?.attempts.at(-1);
      if (job === undefined || layer === undefined || task === undefined || attempt === undefined) return;
      const { cancelRequested } = job;
      const { event, state, hopeless, ...why } = judgeAttempt({ result, task, layer, cancelRequested, missing });
      const ended: AttemptRecord = { ...attempt, state, endedAt: this.#parts.now(), ...why };
      const reason = why.reason === undefined ? {} : { reason: why.reason };
      const others = tasksOf(job)
        .filter((other) => hopeless === true && other.state === 'waiting')
        .map((other): TaskChange => ({ task: other.id, event: 'cancel', ...reason }));
      await this.#apply(job, [{ task: taskId, event, attempt: ended, ...reason }, ...others]);
    });
    this.#schedule();
  }

  async #lookAtOutputs(id: string, taskId: string, result: AttemptResult): Promise<string | undefined> {
    const job = this.#active.get(id);
    const layer = job?.layers.find(({ tasks }) => tasks.some((task) => task.id === taskId));
    const task = layer?.tasks.find((it) => it.id === taskId);
    if (layer === undefined || task === undefined || !exitedWell(result, layer)) return undefined;
    return await missingOutputs(task);
  }

  async #apply(
    job: JobRecord,
    changes: readonly TaskChange[],
    marks: { readonly cancelRequested?: boolean; readonly event?: string } = {},
  ): Promise<JobRecord> {
    const { job: after, change } = applyTransition(job, changes, this.#parts.now(), marks);
    await this.#save(change);
    const taken = this.#take(after);
    const summary = summaryOf(taken);
    this.#changes.transition(summary);
    if (!isActive(taken.state)) {
      this.#parts.log.info({ job: taken.id, state: taken.state, reason: taken.reason }, `Job "${taken.name}" ended.`);
      this.#ended.get(taken.id)?.resolve(summary);
      this.#ended.delete(taken.id);
    }
    return taken;
  }

  /** Keeps the job as it now stands; progress may have come in while it was being stored. */
  #take(after: JobRecord): JobRecord {
    const current = this.#active.get(after.id);
    const later = current !== undefined && current.revision >= after.revision;
    const taken = later ? { ...after, revision: current.revision + 1 } : after;
    if (isActive(taken.state)) this.#active.set(taken.id, taken);
    else this.#active.delete(taken.id);
    return taken;
  }

  /** A full disk is waited out: what has happened must be recorded before anything follows from it. */
  async #save(change: JobStoreChange): Promise<void> {
    for (;;) {
      try {
        return await this.#parts.store.save(change);
      } catch (error) {
        if (!ComplineError.is(error, 'disk-full') || this.#stopped) throw error;
        this.#parts.log.error({ error: error.toData() }, 'The queue waits for space on the disk.');
        await wait(diskFullPause);
      }
    }
  }

  async #find(id: string): Promise<JobRecord> {
    const job = this.#active.get(id) ?? (await this.#parts.store.get(id));
    if (job !== undefined) return job;
    throw new ComplineError({
      code: 'not-found',
      message: `There is no job ${id} in the queue.`,
      nextStep: 'Refresh the list of jobs.',
    });
  }
}

const wrongState = (job: JobRecord, wish: string): ComplineError =>
  new ComplineError({ code: 'wrong-state', message: `Job "${job.name}" is ${job.state}: it cannot be ${wish}.` });
