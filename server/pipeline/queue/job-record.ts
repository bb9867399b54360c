import type { TimedFrames } from '../../formats/renderers/frame-seconds.ts';
import {
  type Attempt,
  type Dependency,
  type FrameChunk,
  type Job,
  type JobState,
  type JobSummary,
  type Needs,
  standardPriority,
  type TaskState,
} from '../../protocol/jobs.ts';
import { fingerprintOf } from './fingerprint.ts';
import { countFrames } from './frame-chunk.ts';
import type { CommandSpec, JobSpec, LayerSpec } from './job-spec.ts';
import { countStates, type TaskCounts, totalOf } from './task-counts.ts';

/** An attempt as the queue keeps it. */
export interface AttemptRecord extends Attempt {
  /** Tells the renderer's process from a later one of the same id; see `ProcessIdentity`. */
  readonly processStart?: string;
  /** Its log file. */
  readonly log: string;
  /** What its farm counts it as, where that counts how often it starts a chunk. */
  readonly run?: number;
  /** What its frames took, where that is known and it has ended. */
  readonly times?: readonly TimedFrames[];
}

/** A task as the queue keeps it. */
export interface TaskRecord {
  readonly id: string;
  readonly frames: FrameChunk;
  readonly command: CommandSpec;
  readonly outputs: readonly string[];
  readonly state: TaskState;
  /** All of its frames where it is completed, else 0: what is finished of a running one is not recorded. */
  readonly framesDone: number;
  /** Failed attempts since the task was submitted or last put back by `retry`. */
  readonly failures: number;
  /** Attempts lost since then. */
  readonly losses: number;
  /** What becomes of it when its attempt has been ended. */
  readonly wish?: 'skip' | 'requeue';
  /** Milliseconds since 1970. */
  readonly retryAt?: number;
  /** The number of the order that it was handed to a farm in, as long as that may still do something about it. */
  readonly farmOrder?: number;
  readonly attempts: readonly AttemptRecord[];
}

/** What all tasks of a layer have in common. */
export interface LayerHead {
  readonly name: string;
  readonly retries: number;
  readonly backoff: number;
  readonly progress: readonly string[];
  readonly successCodes: readonly number[];
  readonly timeout?: number;
  readonly startTimeout?: number;
  readonly stallTimeout?: number;
  readonly needs: Needs;
  readonly dependsOn: readonly Dependency[];
}

/** A layer as the queue keeps it. */
export interface LayerRecord extends LayerHead {
  readonly tasks: readonly TaskRecord[];
}

/** A job without its layers: what a row of the queue shows and what changes with every transition. */
export interface JobHead {
  readonly id: string;
  readonly name: string;
  readonly kind: 'publish' | 'preview' | 'render';
  readonly state: JobState;
  readonly project: string;
  readonly comp: string;
  readonly owner: string;
  /** Where its tasks run. */
  readonly farm: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly reason?: string;
  readonly revision: number;
  /** True from the moment somebody cancels the job, so that a core that dies meanwhile does not resume it. */
  readonly cancelRequested: boolean;
  readonly paused: boolean;
  readonly archived: boolean;
  readonly priority: number;
  readonly position: number;
  readonly tags: readonly string[];
  readonly comment: string;
  readonly dependsOn: readonly Dependency[];
  /** Two jobs with the same one write the same files. */
  readonly fingerprint: string;
  readonly submission?: string;
  /** What it is handed to a farm with, and in which orders: `handingSchema` as JSON; absent for this machine. */
  readonly handing?: string;
  /** Equal to what a count of the tasks gives, at every moment. */
  readonly tasks: TaskCounts;
  readonly framesTotal: number;
  /** Equal to the sum over the tasks. */
  readonly framesDone: number;
}

/** A job whole. Never changed in place: a transition makes a new head and new tasks. */
export interface JobRecord extends JobHead {
  readonly layers: readonly LayerRecord[];
}

/** Where and when a job is taken up. */
export interface Stamp {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly revision: number;
}

/** A job as it is submitted, made into its record: everything waits. */
export function newJobRecord(id: string, spec: JobSpec, { now, revision }: Stamp): JobRecord {
  const layers = spec.layers.map(newLayer);
  const tasks = layers.flatMap((layer) => layer.tasks);
  return {
    id,
    name: spec.name,
    kind: spec.kind,
    state: 'waiting',
    project: spec.project,
    comp: spec.comp,
    owner: spec.owner,
    farm: spec.farm ?? 'local',
    createdAt: now,
    revision,
    cancelRequested: false,
    paused: spec.paused ?? false,
    archived: false,
    priority: spec.priority ?? standardPriority,
    position: revision,
    tags: spec.tags ?? [],
    comment: spec.comment ?? '',
    dependsOn: spec.dependsOn ?? [],
    fingerprint: fingerprintOf(spec),
    ...(spec.submission !== undefined && { submission: spec.submission }),
    ...(spec.handing !== undefined && { handing: JSON.stringify(spec.handing) }),
    tasks: countStates(tasks.map(({ state }) => state)),
    framesTotal: tasks.reduce((total, { frames }) => total + countFrames(frames), 0),
    framesDone: 0,
    layers,
  };
}

function newLayer(layer: LayerSpec, index: number): LayerRecord {
  return {
    name: layer.name,
    retries: layer.retries,
    backoff: layer.backoff ?? 0,
    progress: layer.progress,
    successCodes: layer.successCodes,
    ...(layer.timeout !== undefined && { timeout: layer.timeout }),
    ...(layer.startTimeout !== undefined && { startTimeout: layer.startTimeout }),
    ...(layer.stallTimeout !== undefined && { stallTimeout: layer.stallTimeout }),
    needs: layer.needs ?? {},
    dependsOn: layer.dependsOn ?? [],
    tasks: layer.tasks.map(({ frames, command, outputs }, number) => ({
      id: `${index + 1}.${number + 1}`,
      frames,
      command,
      outputs,
      state: 'waiting' as const,
      framesDone: 0,
      failures: 0,
      losses: 0,
      attempts: [],
    })),
  };
}

/** All tasks of a job, in their order. */
export const tasksOf = (job: JobRecord): TaskRecord[] => job.layers.flatMap((layer) => layer.tasks);

/** The number of the layer that a task is in, from 0. */
export const layerOf = (task: string): number => Number.parseInt(task, 10) - 1;

/** Names an attempt among all there are on this machine. */
export const markerOf = (job: string, task: string, attempt: number): string => `${job}/${task}-${attempt}`;

/** The job as a row of the queue. `finished` are the frames that running tasks have finished so far. */
export function summaryOf(job: JobHead, finished = 0): JobSummary {
  const { tasks } = job;
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
    framesTotal: job.framesTotal,
    framesDone: job.framesDone + finished,
    tasksTotal: totalOf(tasks),
    tasksDone: tasks.completed,
    tasksRunning: tasks.running,
    tasksFailed: tasks.failed,
    tasksSkipped: tasks.skipped,
    farm: job.farm,
    priority: job.priority,
    position: job.position,
    tags: [...job.tags],
    comment: job.comment,
    paused: job.paused,
    archived: job.archived,
    dependsOn: [...job.dependsOn],
    ...(job.reason !== undefined && { reason: job.reason }),
    revision: job.revision,
  };
}

/** The job whole, as clients see it. `finished` tells what running tasks have finished, by their ids. */
export function jobOf(job: JobRecord, finished: ReadonlyMap<string, number> = new Map()): Job {
  const sum = [...finished.values()].reduce((total, frames) => total + frames, 0);
  return {
    ...summaryOf(job, sum),
    layers: job.layers.map((layer) => ({
      name: layer.name,
      needs: layer.needs,
      dependsOn: [...layer.dependsOn],
      tasks: layer.tasks.map(({ id, frames, state, framesDone, retryAt, attempts }) => ({
        id,
        frames,
        state,
        framesDone: finished.get(id) ?? framesDone,
        ...(retryAt !== undefined && { retryAt }),
        attempts: attempts.map(({ processStart: _start, log: _log, times: _times, run: _run, ...attempt }) => attempt),
      })),
    })),
  };
}
