import { ComplineError } from '../../protocol/errors.ts';
import type { JobFrames } from '../../protocol/job-frames.ts';
import type { LogPage } from '../../protocol/job-logs.ts';
import type { Job, JobState, JobSummary } from '../../protocol/jobs.ts';
import type { DeletePlan, JobHistory, WorkerList } from '../../protocol/queue.ts';
import type { JobStore, Listing, ListWish, RetentionPolicy } from '../store/job-store.ts';
import type { MachineShare } from '../system/machine-share.ts';
import type { LeftAttempt } from '../workers/leftover-processes.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import {
  type Action,
  archiveJob,
  cancelJob,
  pauseJob,
  requeueTasks,
  resumeJob,
  retryJob,
  skipTasks,
  type TaskChoice,
  updateJob,
  wrongState,
} from './actions.ts';
import { AttemptDesk } from './attempt-desk.ts';
import { QueueChanges } from './changes.ts';
import { chooseTasks, fits, within } from './choose-tasks.ts';
import { Commits } from './commits.ts';
import { checkDependencies } from './dependencies.ts';
import { FarmJobs } from './farm-jobs.ts';
import { fingerprintOf } from './fingerprint.ts';
import { HeldJobs } from './held-jobs.ts';
import { framesOf } from './job-frames.ts';
import { readJobLog } from './job-log.ts';
import { layerOf, newJobRecord } from './job-record.ts';
import { deletePlan, removeLogs } from './job-removal.ts';
import type { JobSpec } from './job-spec.ts';
import { Lane } from './lane.ts';
import { LiveJob } from './live-job.ts';
import type { LiveLayer } from './live-layer.ts';
import { LiveQueue } from './live-queue.ts';
import { type LogWish, readLogLines } from './logs/read-log-lines.ts';
import { needsTooMuch } from './needs-too-much.ts';
import { type MoveTo, moveJob } from './order.ts';
import type { RoomKeeper } from './output-room.ts';
import type { JobUpdate, Queue, QueueLog, QueueLogger } from './queue.ts';
import { type LeftTask, leftAttempts, recoveryChanges } from './recovery.ts';
import { ResourceLedger } from './resource-ledger.ts';
import { isActive } from './transitions.ts';
import { workerList } from './worker-list.ts';
import { type WrittenFile, writtenFiles } from './written-files.ts';

/** What the queue stands on. */
export interface JobQueueParts {
  readonly store: JobStore;
  readonly pool: Pick<WorkerPool, 'start' | 'workers' | 'beats'>;
  /** What renders may use of this machine now. */
  readonly share: () => Promise<MachineShare>;
  /** Ends what a dead core or worker left running; false where something of it cannot be ended yet. */
  readonly endLeftovers: (left: LeftAttempt) => Promise<boolean>;
  /** Resolves when nothing of it runs any more. */
  readonly untilGone: (left: LeftAttempt) => Promise<void>;
  /** Why nothing may start now, in a sentence; else undefined. */
  readonly held?: () => string | undefined;
  /** Whether there is room where jobs write; there always is where this is absent. */
  readonly room?: RoomKeeper;
  /** The folder of the attempts' logs. */
  readonly logFolder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: QueueLogger;
}

const mostListed = 10_000; // jobs
const mostWritten = 20; // files

/** The render queue over a store and a pool of workers. Every transition is stored before anything follows from it. */
export class JobQueue implements Queue {
  /** The jobs that other machines render. */
  readonly elsewhere: FarmJobs;
  readonly #parts: JobQueueParts;
  readonly #live: LiveQueue;
  readonly #changes = new QueueChanges();
  readonly #lane = new Lane();
  readonly #commits: Commits;
  readonly #ledger = new ResourceLedger();
  readonly #desk: AttemptDesk;
  readonly #held: HeldJobs;
  #stopped = true;
  #isLeaving = false;
  #isScheduling = false;

  constructor(parts: JobQueueParts) {
    this.#parts = parts;
    const { store, pool, logFolder, log, now } = parts;
    this.#live = new LiveQueue(now);
    this.#commits = new Commits({ store, live: this.#live, changes: this.#changes, now, log });
    this.#held = new HeldJobs({ live: this.#live, commits: this.#commits, changes: this.#changes, room: parts.room });
    this.#desk = new AttemptDesk({
      live: this.#live,
      commits: this.#commits,
      lane: this.#lane,
      pool,
      ledger: this.#ledger,
      logFolder,
      log,
      changed: () => this.schedule(),
      progressed: (job) => this.#changes.progress(job.summary),
    });
    this.elsewhere = new FarmJobs({
      ...{ live: this.#live, commits: this.#commits, lane: this.#lane, logFolder },
      act: (id, action) => this.#act(id, action),
      find: (id) => this.#find(id),
      rest: (job, task) => this.#rest(job, task),
      progressed: (job) => this.#changes.progress(job.summary),
    });
  }

  /** Takes up the jobs of the core before this one. Nothing runs until this has been called. `revision`: the greatest
   * that the store knows. */
  async recover(revision = 0): Promise<void> {
    this.#commits.after(revision);
    const jobs = (await this.#parts.store.active()).map((record) => this.#live.add(record));
    for (const job of jobs) await this.#loadTargets(job);
    // What a farm has goes on whatever becomes of a core.
    const own = jobs.filter(({ head }) => head.handing === undefined);
    const left = own.flatMap((job) => leftAttempts(job).map((attempt) => ({ job, attempt })));
    const ended = await Promise.all(left.map(({ attempt }) => this.#parts.endLeftovers(attempt)));
    const still = left.filter((_, index) => ended[index] === false);
    await this.#lane.run(async () => {
      for (const job of own) {
        await this.#recoverJob(job, new Set(still.flatMap((it) => (it.job === job ? [it.attempt.task] : []))));
      }
    });
    for (const job of jobs) for (const { id } of job.tasks) this.#rest(job, id);
    for (const { job, attempt } of still) this.#recoverLater(job, attempt);
    this.#stopped = false;
    this.schedule();
  }

  async submit(id: string, spec: JobSpec): Promise<JobSummary> {
    if (!/^[\w-]{1,100}$/.test(id)) throw invalid(`"${id}" is no id for a job.`);
    return await this.#lane.run(async () => {
      await this.check(spec);
      return await this.#commits.storing(() => this.#insert(id, spec));
    });
  }

  async check(spec: JobSpec): Promise<void> {
    if (spec.layers.every(({ tasks }) => tasks.length === 0)) throw invalid(`The job "${spec.name}" has no frames.`);
    checkDependencies(spec);
    // What another farm has is its own to say.
    if (spec.farm === undefined || spec.farm === 'local') await this.#checkNeeds(spec);
  }

  async #checkNeeds(spec: JobSpec): Promise<void> {
    const share = await this.#parts.share();
    const layer = spec.layers.find(({ needs = {} }) => !fits(needs, share));
    if (layer === undefined) return;
    throw needsTooMuch(layer.name, share);
  }

  async #insert(id: string, spec: JobSpec): Promise<JobSummary> {
    const known = this.#live.get(id) ?? (await this.#parts.store.get(id));
    if (known !== undefined) return (await this.#find(id)).summary;
    const record = newJobRecord(id, spec, this.#commits.stamp());
    const job = this.#live.add(record);
    try {
      await this.#loadTargets(job);
      const [missing] = this.#live.missingTargets(job);
      if (missing !== undefined) throw invalid(`The job waits for ${missing}, which is not in the queue.`);
      await this.#parts.store.insert(record, { at: record.createdAt, event: 'submit' });
    } catch (error) {
      this.#live.forget(id);
      throw error;
    }
    this.#changes.transition(job.summary);
    this.schedule();
    return job.summary;
  }

  async duplicates(spec: JobSpec): Promise<readonly string[]> {
    return await this.#parts.store.duplicates(fingerprintOf(spec));
  }

  async list(wish: Partial<ListWish> = {}): Promise<Listing & { readonly revision: number }> {
    const revision = this.#commits.stored;
    const { jobs, removed } = await this.#parts.store.list({ limit: mostListed, ...wish });
    // What running tasks have finished is known in memory alone, and so are the revisions that it was told by.
    const listed = new Map(jobs.map((job) => [job.id, this.#live.get(job.id)?.summary ?? job]));
    const { since, project, farm } = wish;
    for (const { summary } of since === undefined ? [] : this.#live.active()) {
      const isWanted =
        summary.revision > (since ?? 0) &&
        (project === undefined || summary.project === project) &&
        (farm === undefined || summary.farm === farm);
      if (isWanted) listed.set(summary.id, summary);
    }
    return { jobs: [...listed.values()], removed, revision };
  }

  async get(id: string): Promise<Job> {
    const job = await this.#find(id);
    const { layers, ...whole } = job.whole;
    const tooLarge = await this.#tooLarge(job);
    return {
      ...whole,
      outputs: [...job.folders],
      layers: layers.map((layer) => ({
        ...layer,
        tasks: layer.tasks.map((task) => {
          const live = job.layers[layerOf(task.id)];
          if (task.state !== 'waiting' || live === undefined) return task;
          const isShort = tooLarge.has(live) || whole.held !== undefined;
          const waits = this.#live.waitOf(job, live, task.id) ?? (isShort ? 'resources' : undefined);
          return waits === undefined ? task : { ...task, waits };
        }),
      })),
    };
  }

  async frames(id: string, since?: number): Promise<JobFrames> {
    return framesOf(await this.#find(id), since);
  }

  /** The layers that need more than renders may use of the machine as it is now. */
  async #tooLarge({ layers }: LiveJob): Promise<ReadonlySet<LiveLayer>> {
    const needy = layers.filter(({ head: { needs } }) => needs.memory !== undefined || needs.gpus !== undefined);
    if (needy.length === 0) return new Set();
    const share = await this.#parts.share();
    return new Set(needy.filter(({ head }) => !fits(within(head.needs, share), share)));
  }

  async stateOf(id: string): Promise<JobState | undefined> {
    return (this.#live.get(id)?.head ?? (await this.#parts.store.get(id)))?.state;
  }

  async farmOf(id: string): Promise<{ readonly name: string; readonly handing?: string }> {
    const { farm: name, handing } = (await this.#find(id)).head;
    return { name, ...(handing !== undefined && { handing }) };
  }

  async submissionOf(id: string): Promise<string | undefined> {
    return (await this.#find(id)).head.submission;
  }

  async cancel(id: string): Promise<JobSummary> {
    await this.#act(id, cancelJob);
    return await this.ended(id);
  }

  retry(id: string, only?: 'failed'): Promise<JobSummary> {
    return this.#act(id, retryJob(only));
  }

  pause(id: string, now = false): Promise<JobSummary> {
    return this.#act(id, pauseJob(now));
  }

  resume(id: string): Promise<JobSummary> {
    return this.#act(id, resumeJob);
  }

  requeue(id: string, choice?: TaskChoice): Promise<JobSummary> {
    return this.#act(id, requeueTasks(choice));
  }

  skip(id: string, choice?: TaskChoice): Promise<JobSummary> {
    return this.#act(id, skipTasks(choice));
  }

  update(id: string, change: JobUpdate): Promise<JobSummary> {
    return this.#act(id, updateJob(change));
  }

  archive(id: string, archived: boolean): Promise<JobSummary> {
    return this.#act(id, archiveJob(archived));
  }

  async move(id: string, to: MoveTo): Promise<JobSummary> {
    return await this.#lane.run(async () => {
      const job = await this.#find(id);
      if (!isActive(job.head.state)) throw wrongState(job.head, 'moved');
      const active = this.#live.active();
      const places = moveJob(
        active.map(({ head }) => head),
        id,
        to,
      );
      if (places === undefined) throw invalid('The other job does not wait or run, so that it has no place.');
      const happenings = places.flatMap(({ id: moved, priority, position }) => {
        const other = this.#live.get(moved);
        return other === undefined
          ? []
          : [{ job: other, changes: [], marks: { priority, position, event: 'move' } as const }];
      });
      await this.#commits.make(happenings);
      this.#live.reorder();
      this.schedule();
      return job.summary;
    });
  }

  async planDelete(ids: readonly string[]): Promise<DeletePlan> {
    const jobs = await Promise.all([...new Set(ids)].map((id) => this.#find(id)));
    const wanted = new Set(ids);
    return await deletePlan(jobs, this.#parts.logFolder, (id) =>
      this.#live.dependentsOf(id).filter((it) => !wanted.has(it.id)),
    );
  }

  async delete(ids: readonly string[]): Promise<DeletePlan> {
    return await this.#lane.run(async () => {
      const plan = await this.planDelete(ids);
      const [refused] = plan.refused;
      if (refused !== undefined) throw new ComplineError({ code: 'wrong-state', message: refused });
      await this.#remove(plan.jobs.map(({ id }) => id));
      return plan;
    });
  }

  /** Deletes what the policy does not keep, and resolves with how many jobs that were. */
  async prune(policy: RetentionPolicy): Promise<number> {
    return await this.#lane.run(async () => {
      const outdated = await this.#parts.store.outdated(policy, this.#parts.now());
      const free = outdated.filter((id) => this.#live.dependentsOf(id).length === 0);
      if (free.length > 0) await this.#remove(free);
      return free.length;
    });
  }

  async log(id: string, options: { readonly task?: string; readonly maxBytes: number }): Promise<QueueLog> {
    return await readJobLog(await this.#find(id), options);
  }

  async logLines(id: string, wish: LogWish): Promise<LogPage> {
    return await readLogLines((await this.#find(id)).tasks, wish);
  }

  async written(id: string, task?: string): Promise<readonly WrittenFile[]> {
    const job = await this.#find(id);
    const tasks = [...job.tasks].filter((it) => task === undefined || it.id === task);
    return writtenFiles(tasks, (it) => job.finishedOf(it), mostWritten);
  }

  async history(id: string): Promise<JobHistory> {
    await this.#find(id);
    return await this.#parts.store.events(id);
  }

  async workers(): Promise<WorkerList> {
    const { pool, held } = this.#parts;
    const whole = await this.#parts.share();
    const [why, { recoveries }] = [held?.(), this.#desk];
    return workerList(pool, { whole, free: this.#ledger.free(whole), recoveries, held: why });
  }

  async ended(id: string): Promise<JobSummary> {
    return await this.#commits.ended(await this.#lane.run(() => this.#find(id)));
  }

  onChange(listener: (jobs: readonly JobSummary[], removed: readonly string[]) => void): { dispose(): void } {
    return this.#changes.onChange(listener);
  }

  async activeCount(): Promise<number> {
    return this.#live.active().length;
  }

  async goingOnCount(): Promise<number> {
    return this.#live.goingOn({ hereOnly: this.#isLeaving }).length;
  }

  async isHeldBack(id: string): Promise<boolean> {
    const has = (jobs: readonly LiveJob[]) => jobs.some((job) => job.id === id);
    return has(this.#live.active()) && !has(this.#live.goingOn({ hereOnly: this.#isLeaving }));
  }

  /** From now on nobody waits for what farms have: the next core follows it as well. */
  leave(): void {
    this.#isLeaving = true;
  }

  /** Ends what runs and gives its tasks back, so that the next core takes them up. Nothing starts after this. */
  async suspend(): Promise<void> {
    this.#stopped = true;
    this.#commits.stop();
    await this.#lane.idle();
    await this.#desk.endAll();
    await this.#lane.idle();
    this.#changes.dispose();
  }

  /** The folders that jobs with waiting tasks write to. */
  outputFolders(): ReadonlySet<string> {
    return this.#held.folders();
  }

  /** There is more room, or less, where jobs write. */
  roomChanged(): void {
    this.#held.roomChanged();
    this.schedule();
  }

  /** Starts what may start now. */
  schedule(): void {
    if (this.#isScheduling) return;
    this.#isScheduling = true;
    const scheduled = this.#startMore();
    void scheduled.catch((error: unknown) => this.#parts.log.error({ error }, 'A task could not be started.'));
  }

  async #startMore(): Promise<void> {
    // Before the lane: a driver that hangs at the first question holds up what starts, and nothing else.
    await this.#parts.share();
    await this.#lane.run(async () => {
      this.#isScheduling = false;
      if (this.#stopped || this.#parts.held?.() !== undefined) return;
      const share = await this.#parts.share();
      const starts = chooseTasks(this.#held.withRoom(), this.#ledger.free(share), share);
      if (starts.length > 0) await this.#desk.start(starts, share);
    });
  }

  async #act(id: string, action: Action): Promise<JobSummary> {
    const job = await this.#lane.run(async () => {
      const found = await this.#find(id);
      const { changes, marks, end } = action(found);
      // A job that comes back to work is in memory from now on, with what it depends on.
      const live = this.#live.add(found.record);
      await this.#loadTargets(live);
      await this.#commits.make([{ job: live, changes, marks }]);
      if (marks.priority !== undefined) this.#live.reorder();
      if (!isActive(live.head.state)) this.#live.release(live);
      if (end.size > 0) this.#desk.end(id, end);
      return live;
    });
    this.schedule();
    return job.summary;
  }

  async #recoverJob(job: LiveJob, stillThere: ReadonlySet<string>): Promise<void> {
    const { now } = this.#commits.stamp();
    const changes = recoveryChanges(job, now, stillThere);
    if (changes.length > 0) await this.#commits.make([{ job, changes, marks: { event: 'recover' } }]);
  }

  #rest(job: LiveJob, id: string): void {
    const task = job.task(id);
    if (task?.retryAt !== undefined) this.#desk.rest(job, task, this.#commits.stamp().now);
  }

  /** A task with a process that hangs waits again when that is gone, and not before. */
  #recoverLater(job: LiveJob, attempt: LeftTask): void {
    const { log, untilGone } = this.#parts;
    log.error({ job: job.id, attempt }, 'A process of the core before this one cannot be ended yet.');
    const { task: id } = attempt;
    const gpus = job.task(id)?.attempts.at(-1)?.gpus ?? [];
    const release = this.#ledger.lend({ needs: job.layerWith(id)?.head.needs ?? {}, gpus });
    const recovered = untilGone(attempt).then(() =>
      this.#lane.run(async () => {
        const { now } = this.#commits.stamp();
        const changes = recoveryChanges(job, now).filter(({ task }) => task === id);
        if (changes.length > 0) await this.#commits.make([{ job, changes, marks: { event: 'recover' } }]);
        release();
      }),
    );
    void recovered.then(
      () => this.schedule(),
      (error: unknown) => log.error({ error, job: job.id }, 'A task could not be taken up again.'),
    );
  }

  async #remove(ids: readonly string[]): Promise<void> {
    await this.#commits.storing(() => this.#parts.store.remove(ids, this.#commits.stamp().revision));
    for (const id of ids) this.#live.forget(id);
    await removeLogs(ids, this.#parts.logFolder);
    this.#changes.removed(ids);
  }

  async #loadTargets(job: LiveJob): Promise<void> {
    for (const id of this.#live.missingTargets(job)) {
      const target = await this.#parts.store.get(id);
      if (target !== undefined) this.#live.add(target);
    }
  }

  async #find(id: string): Promise<LiveJob> {
    const live = this.#live.get(id);
    if (live !== undefined) return live;
    const stored = await this.#parts.store.get(id);
    if (stored !== undefined) return new LiveJob(stored);
    throw new ComplineError({
      code: 'not-found',
      message: `There is no job ${id} in the queue.`,
      nextStep: 'Refresh the list of jobs.',
    });
  }
}

const invalid = (message: string): ComplineError => new ComplineError({ code: 'invalid-parameters', message });
