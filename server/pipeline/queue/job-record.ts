import type { Attempt, FrameSpan, Job, JobState, JobSummary } from '../../protocol/jobs.ts';
import type { CommandSpec, JobSpec } from './job-spec.ts';

/** An attempt as the queue keeps it. */
export interface AttemptRecord extends Attempt {
  /** Tells the renderer's process from a later one of the same id; see `ProcessIdentity`. */
  readonly processStart?: string;
  /** Its log file. */
  readonly log: string;
}

/** A task as the queue keeps it. */
export interface TaskRecord {
  readonly id: string;
  readonly frames: FrameSpan;
  readonly command: CommandSpec;
  readonly outputs: readonly string[];
  readonly state: JobState;
  readonly framesDone: number;
  /** Failed attempts since the task was submitted or last put back by `retry`. */
  readonly failures: number;
  /** Attempts lost since then. */
  readonly losses: number;
  readonly attempts: readonly AttemptRecord[];
}

/** A layer as the queue keeps it. */
export interface LayerRecord {
  readonly name: string;
  readonly retries: number;
  readonly progress: readonly string[];
  readonly successCodes: readonly number[];
  readonly timeout?: number;
  readonly tasks: readonly TaskRecord[];
}

/** A job as the queue keeps it. Never changed in place: a transition makes a new one. */
export interface JobRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: 'publish' | 'preview';
  readonly state: JobState;
  readonly project: string;
  readonly comp: string;
  readonly owner: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly reason?: string;
  readonly revision: number;
  /** True from the moment somebody cancels the job, so that a core that dies meanwhile does not resume it. */
  readonly cancelRequested: boolean;
  readonly layers: readonly LayerRecord[];
}

/** Frames from first to last, both included. */
export const countFrames = ({ first, last }: FrameSpan): number => last - first + 1;

/** A job as it is submitted, made into its record: everything waits. `now` is in milliseconds since 1970. */
export function newJobRecord(id: string, spec: JobSpec, now: number): JobRecord {
  return {
    id,
    name: spec.name,
    kind: spec.kind,
    state: 'waiting',
    project: spec.project,
    comp: spec.comp,
    owner: spec.owner,
    createdAt: now,
    revision: now,
    cancelRequested: false,
    layers: spec.layers.map((layer, index) => ({
      name: layer.name,
      retries: layer.retries,
      progress: layer.progress,
      successCodes: layer.successCodes,
      ...(layer.timeout !== undefined && { timeout: layer.timeout }),
      tasks: layer.tasks.map((task, number) => ({
        id: `${index + 1}.${number + 1}`,
        frames: task.frames,
        command: task.command,
        outputs: task.outputs,
        state: 'waiting' as const,
        framesDone: 0,
        failures: 0,
        losses: 0,
        attempts: [],
      })),
    })),
  };
}

/** All tasks of a job, in their order. */
export const tasksOf = (job: JobRecord): TaskRecord[] => job.layers.flatMap((layer) => layer.tasks);

/** One task of a job. */
export const taskOf = (job: JobRecord, id: string): TaskRecord | undefined =>
  tasksOf(job).find((task) => task.id === id);

/** The job with one task changed. */
export const changeTask = (job: JobRecord, id: string, change: (task: TaskRecord) => TaskRecord): JobRecord => ({
  ...job,
  layers: job.layers.map((layer) => ({
    ...layer,
    tasks: layer.tasks.map((task) => (task.id === id ? change(task) : task)),
  })),
});

/** Names an attempt among all there are on this machine. */
export const markerOf = (job: string, task: string, attempt: number): string => `${job}/${task}-${attempt}`;

/** The job as a row of the queue. */
export function summaryOf(job: JobRecord): JobSummary {
  const tasks = tasksOf(job);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    id: job.id,
    name: job.name,
    kind: job.kind,
    state: job.state,
    project: job.project,
    comp: job.comp,
    owner: job.owner,
    createdAt: job.createdAt,
    ...(job.startedAt !== undefined && { startedAt: job.startedAt }),
    ...(job.endedAt !== undefined && { endedAt: job.endedAt }),
    framesTotal: sum(tasks.map((task) => countFrames(task.frames))),
    framesDone: sum(tasks.map((task) => task.framesDone)),
    tasksTotal: tasks.length,
    tasksDone: tasks.filter((task) => task.state === 'completed').length,
    ...(job.reason !== undefined && { reason: job.reason }),
    revision: job.revision,
  };
}

/** The job whole, as clients see it. */
export function jobOf(job: JobRecord): Job {
  return {
    ...summaryOf(job),
    layers: job.layers.map((layer) => ({
      name: layer.name,
      tasks: layer.tasks.map(({ id, frames, state, framesDone, attempts }) => ({
        id,
        frames,
        state,
        framesDone,
        attempts: attempts.map(({ processStart: _start, log: _log, ...attempt }) => attempt),
      })),
    })),
  };
}
