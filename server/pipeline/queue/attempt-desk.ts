import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { TimedFrames } from '../../formats/renderers/frame-seconds.ts';
import type { DelaySummary } from '../../protocol/queue.ts';
import type { MachineShare } from '../system/machine-share.ts';
import { Delays } from '../workers/delays.ts';
import type { AttemptListener, RunningAttempt, WorkerPool } from '../workers/worker-pool.ts';
import type { TaskChange } from './apply-transition.ts';
import { backoffAfter, restLeft } from './backoff.ts';
import type { TaskStart } from './choose-tasks.ts';
import type { Commits, Happening } from './commits.ts';
import { withResources } from './give-resources.ts';
import { type AttemptRecord, markerOf, type TaskRecord } from './job-record.ts';
import { judgeAttempt } from './judge-attempt.ts';
import type { Lane } from './lane.ts';
import type { LiveJob } from './live-job.ts';
import type { LiveQueue } from './live-queue.ts';
import { LogRoom } from './logs/log-room.ts';
import type { QueueLogger } from './queue.ts';
import type { ResourceLedger } from './resource-ledger.ts';

/** What the desk stands on. */
export interface AttemptDeskParts {
  readonly live: LiveQueue;
  readonly commits: Commits;
  readonly lane: Lane;
  readonly pool: Pick<WorkerPool, 'start'>;
  readonly ledger: ResourceLedger;
  readonly logFolder: string;
  readonly log: QueueLogger;
  /** Something may start now that could not before. */
  readonly changed: () => void;
  /** More frames of a job are finished. */
  readonly progressed: (job: LiveJob) => void;
}

interface Running {
  readonly start: TaskStart;
  readonly fence: number;
  readonly attempt: RunningAttempt;
  /** Gives back what it has of the machine. */
  readonly release: () => void;
}

/** Hands tasks to workers and takes back what came of them. What comes of an attempt that is not the newest is refused. */
export class AttemptDesk {
  readonly #parts: AttemptDeskParts;
  /** By the attempt's marker. */
  readonly #running = new Map<string, Running>();
  readonly #finishing = new Set<Promise<void>>();
  readonly #rests = new Map<string, NodeJS.Timeout>();
  readonly #logs = new LogRoom();
  /** When the workers of tasks died that have not begun again, by this process's steady clock. */
  readonly #lostAt = new WeakMap<LiveJob, Map<string, number>>();
  readonly #recoveries = new Delays();

  constructor(parts: AttemptDeskParts) {
    this.#parts = parts;
  }

  /** Starts tasks on what is free of the machine's `share`. To be called in the queue's lane. */
  async start(starts: readonly TaskStart[], share: MachineShare): Promise<void> {
    const { live, commits } = this.#parts;
    const begun = starts.flatMap((start) => {
      const job = live.get(start.job);
      const task = job?.task(start.task);
      if (job === undefined || task === undefined) return [];
      const { now, revision: fence } = commits.stamp();
      const number = (task.attempts.at(-1)?.number ?? 0) + 1;
      const log = path.join(this.#parts.logFolder, job.id, `${task.id}-${number}.log`);
      const gpus = start.gpus.length === 0 ? {} : { gpus: [...start.gpus] };
      const attempt: AttemptRecord = { number, state: 'running', startedAt: now, fence, ...gpus, log };
      return [{ start, job, task, attempt, fence }];
    });
    const byJob = Map.groupBy(begun, ({ job }) => job);
    await commits.make(
      [...byJob].map(
        ([job, tasks]): Happening => ({
          job,
          changes: tasks.map(({ task, attempt }): TaskChange => ({ task: task.id, event: 'start', attempt })),
        }),
      ),
    );
    for (const { start, job, task, attempt, fence } of begun) this.#hand(start, share, job, task, attempt, fence);
  }

  /** From the death of a worker to the next attempt at its task. */
  get recoveries(): DelaySummary | undefined {
    return this.#recoveries.summary;
  }

  /** Ends attempts of a job: of all its tasks, or of those named. What becomes of these is told by their ends. */
  end(job: string, tasks?: ReadonlySet<string>): void {
    for (const { start, attempt } of this.#running.values()) {
      if (start.job === job && (tasks === undefined || tasks.has(start.task))) attempt.end();
    }
  }

  /** Ends everything that runs, and resolves when all of it is recorded. */
  async endAll(): Promise<void> {
    for (const timer of this.#rests.values()) clearTimeout(timer);
    this.#rests.clear();
    for (const { attempt } of this.#running.values()) attempt.end();
    while (this.#finishing.size > 0) await Promise.all(this.#finishing);
  }

  /** Lets a task that has failed rest before it is tried again. Timers run on, whatever becomes of the clock. */
  rest(job: LiveJob, task: TaskRecord, now: number): void {
    const layer = job.layerWith(task.id);
    if (layer === undefined || task.retryAt === undefined || task.state !== 'waiting') return;
    const left = restLeft(task.retryAt, now, layer.head.backoff, task.failures);
    if (left <= 0) return;
    const key = `${job.id}/${task.id}`;
    clearTimeout(this.#rests.get(key));
    layer.rest(task.id);
    const wake = (): void => {
      this.#rests.delete(key);
      layer.wake(task.id);
      this.#parts.changed();
    };
    this.#rests.set(key, setTimeout(wake, left));
  }

  #hand(
    start: TaskStart,
    share: MachineShare,
    job: LiveJob,
    task: TaskRecord,
    attempt: AttemptRecord,
    fence: number,
  ): void {
    const layer = job.layerWith(task.id)?.head;
    const marker = markerOf(job.id, task.id, attempt.number);
    const listener: AttemptListener = {
      started: (process, processStart) =>
        this.#started(job, task.id, fence, { process, ...(processStart !== undefined && { processStart }) }),
      progress: (framesDone, times) => {
        if (this.#isNewest(job, task.id, fence)) this.#progressed(job, task.id, framesDone, times);
      },
    };
    const running = this.#parts.pool.start(
      {
        marker,
        fence,
        command: withResources(task.command, start, share),
        frames: task.frames,
        progress: layer?.progress ?? [],
        log: attempt.log,
        // A publish reads its frames itself, and hashes them in the same pass.
        expects: {
          outputs: task.outputs,
          successCodes: layer?.successCodes ?? [],
          ...(job.head.kind === 'render' && { whole: true }),
        },
        ...(layer?.timeout !== undefined && { timeout: layer.timeout }),
        ...(layer?.startTimeout !== undefined && { startTimeout: layer.startTimeout }),
        ...(layer?.stallTimeout !== undefined && { stallTimeout: layer.stallTimeout }),
      },
      listener,
    );
    const lostAt = this.#lostAt.get(job)?.get(task.id);
    if (lostAt !== undefined) this.#recoveries.note(performance.now() - lostAt);
    this.#lostAt.get(job)?.delete(task.id);
    this.#running.set(marker, { start, fence, attempt: running, release: this.#parts.ledger.lend(start) });
    const finishing = this.#finish(job, task.id, marker, fence, running).catch((error: unknown) =>
      this.#parts.log.error({ error, job: job.id, task: task.id }, "An attempt's end could not be recorded."),
    );
    this.#finishing.add(finishing);
    void finishing.finally(() => this.#finishing.delete(finishing));
  }

  #isNewest(job: LiveJob, task: string, fence: number): boolean {
    const newest = job.task(task)?.attempts.at(-1);
    return newest?.fence === fence && newest.state === 'running';
  }

  #progressed(job: LiveJob, task: string, framesDone: number, times: TimedFrames | undefined): void {
    if (job.progressed(task, framesDone, this.#parts.commits.stamp().revision, times)) this.#parts.progressed(job);
  }

  #started(
    job: LiveJob,
    task: string,
    fence: number,
    process: { readonly process: number; readonly processStart?: string },
  ): void {
    const recorded = this.#parts.lane.run(async () => {
      const attempt = job.task(task)?.attempts.at(-1);
      if (attempt === undefined || !this.#isNewest(job, task, fence)) return;
      const change: TaskChange = { task, event: 'process', attempt: { ...attempt, ...process } };
      await this.#parts.commits.make([{ job, changes: [change] }]);
    });
    const { log } = this.#parts;
    void recorded.catch((error: unknown) => log.error({ error, job: job.id }, 'A process was not recorded.'));
  }

  async #finish(job: LiveJob, taskId: string, marker: string, fence: number, running: RunningAttempt): Promise<void> {
    const result = await running.result;
    if (result.kind === 'lost' && result.at !== undefined) {
      const lost = this.#lostAt.get(job) ?? new Map<string, number>();
      this.#lostAt.set(job, lost.set(taskId, result.at));
    }
    await this.#parts.lane.run(async () => {
      this.#running.get(marker)?.release();
      this.#running.delete(marker);
      const layer = job.layerWith(taskId)?.head;
      const task = job.task(taskId);
      const attempt = task?.attempts.at(-1);
      if (layer === undefined || task === undefined || attempt === undefined) return;
      if (!this.#isNewest(job, taskId, fence)) {
        this.#parts.log.error({ job: job.id, task: taskId, fence, result }, 'A late result was refused.');
        return;
      }
      const { cancelRequested, paused } = job.head;
      const judged = judgeAttempt({ result, task, layer, cancelRequested, paused });
      const { event, state, hopeless, ...why } = judged;
      const { now } = this.#parts.commits.stamp();
      const times = job.times.of(taskId);
      const timed = times.length === 0 ? {} : { times };
      const ended: AttemptRecord = { ...attempt, state, endedAt: now, ...why, ...timed };
      const reason = why.reason === undefined ? {} : { reason: why.reason };
      const pause = event === 'tryAgain' ? backoffAfter(layer.backoff, task.failures + 1) * 1_000 : 0;
      const retryAt = pause > 0 ? { retryAt: now + pause } : {};
      const others =
        hopeless === true
          ? [...job.tasks]
              .filter((other) => other.state === 'waiting')
              .map((other): TaskChange => ({ task: other.id, event: 'cancel', ...reason }))
          : [];
      await this.#parts.commits.make([
        { job, changes: [{ task: taskId, event, attempt: ended, ...reason, ...retryAt }, ...others] },
      ]);
      const after = job.task(taskId);
      if (after !== undefined) this.rest(job, after, now);
      // Nobody waits for it: what is over the bounds meanwhile is one log.
      void this.#logs
        .ended(job, ended)
        .catch((error: unknown) =>
          this.#parts.log.error({ error, job: job.id }, 'Old logs of a job could not be removed.'),
        );
    });
    this.#parts.changed();
  }
}
