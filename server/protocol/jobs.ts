import * as z from 'zod';

/** Frames `first` to `last`, both included, every one of them. */
export const frameSpanSchema = z.object({ first: z.int(), last: z.int() });
export type FrameSpan = z.output<typeof frameSpanSchema>;

/** Frames at even steps: `first`, `first + step` and so on up to and with `last`; every one of them where no step is said. */
export const frameChunkSchema = frameSpanSchema.extend({ step: z.int().min(2).optional() });
export type FrameChunk = z.output<typeof frameChunkSchema>;

/** States of a job. `cancelled` was wished for; `failed` was not. */
export const jobStateSchema = z.enum(['waiting', 'running', 'completed', 'failed', 'cancelled']);
export type JobState = z.output<typeof jobStateSchema>;

/** States of a task: those of a job, and `skipped`, where somebody has said that it need not be done. */
export const taskStateSchema = z.enum([...jobStateSchema.options, 'skipped']);
export type TaskState = z.output<typeof taskStateSchema>;

/** States of an attempt. `lost`: the core or the worker died while it ran. */
export const attemptStateSchema = z.enum(['running', 'completed', 'failed', 'cancelled', 'lost']);

/** One try at a task. Times are milliseconds since 1970. */
export const attemptSchema = z.object({
  number: z.int(),
  state: attemptStateSchema,
  startedAt: z.number(),
  endedAt: z.number().optional(),
  /** Process id of the renderer while it runs. */
  process: z.int().optional(),
  exitCode: z.int().optional(),
  /** Grows from attempt to attempt over all jobs: what comes of an attempt counts only while its number is the newest. */
  fence: z.int().optional(),
  /** The numbers of the GPUs that it has to itself. */
  gpus: z.array(z.int()).optional(),
  /** The machine of a farm that it is or was on. */
  host: z.string().optional(),
  /** Why it failed, in one sentence. */
  reason: z.string().optional(),
});
export type Attempt = z.output<typeof attemptSchema>;

/** A chunk of a layer's frames. */
export const taskSchema = z.object({
  id: z.string(),
  frames: frameChunkSchema,
  state: taskStateSchema,
  /** Frames finished so far. */
  framesDone: z.int(),
  /** Not tried again before this moment: the pause after an attempt that failed. */
  retryAt: z.number().optional(),
  /** Why a waiting task does not start, whatever is free; `resources`: it needs more than renders may use now. */
  waits: z.enum(['paused', 'dependency', 'retry', 'resources']).optional(),
  /** Why it waits, as its farm says. */
  farmSays: z.string().optional(),
  attempts: z.array(attemptSchema),
});
export type Task = z.output<typeof taskSchema>;

/**
 * What has to be completed or skipped before something starts: a job, or one layer of it; of the same job where none is
 * named. `byFrame`: a task waits only for the tasks that hold its frames.
 */
export const dependencySchema = z.object({
  job: z.string().optional(),
  layer: z.string().optional(),
  byFrame: z.boolean().default(false),
});
export type Dependency = z.output<typeof dependencySchema>;

/** What a task needs for itself while it runs; `memory` is in bytes. What is not said is not reserved. */
export const needsSchema = z.object({
  threads: z.int().positive().optional(),
  memory: z.int().positive().optional(),
  /** 0 hides all of them; where it is not said, the task sees those that renders may use. */
  gpus: z.int().nonnegative().optional(),
});
export type Needs = z.output<typeof needsSchema>;

/** Tasks that render the same thing. */
export const layerSchema = z.object({
  name: z.string(),
  tasks: z.array(taskSchema),
  needs: needsSchema.default({}),
  dependsOn: z.array(dependencySchema).default([]),
});

/** Priorities go from 0 to 100; the higher one is rendered first. */
export const prioritySchema = z.int().min(0).max(100);
export const standardPriority = 50;

/** How fast a job renders, measured over its last frames, of all that work on it together. */
export const jobPaceSchema = z.object({ framesPerSecond: z.number(), secondsLeft: z.number() });
export type JobPace = z.output<typeof jobPaceSchema>;

/** A job without its layers: a row of the queue. */
export const jobSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What the job is for; decides its icon. */
  kind: z.enum(['publish', 'preview', 'render']),
  state: jobStateSchema,
  /** The root of the project the job belongs to. */
  project: z.string(),
  comp: z.string().optional(),
  owner: z.string(),
  createdAt: z.number(),
  startedAt: z.number().optional(),
  endedAt: z.number().optional(),
  framesTotal: z.int(),
  framesDone: z.int(),
  tasksTotal: z.int(),
  tasksDone: z.int(),
  tasksRunning: z.int().default(0),
  tasksFailed: z.int().default(0),
  tasksSkipped: z.int().default(0),
  /** Where its tasks run: `local` is this machine. */
  farm: z.string().default('local'),
  priority: prioritySchema.default(standardPriority),
  /** Its place among jobs of the same priority: the lowest comes first. */
  position: z.number().default(0),
  tags: z.array(z.string()).default([]),
  comment: z.string().default(''),
  /** Nothing of it starts until it is resumed. */
  paused: z.boolean().default(false),
  /** Out of the way of the usual listing. */
  archived: z.boolean().default(false),
  dependsOn: z.array(dependencySchema).default([]),
  /** Why it failed or was cancelled, in one sentence. */
  reason: z.string().optional(),
  /** Absent until it has been at work for a while. */
  pace: jobPaceSchema.optional(),
  /** Why nothing more of it starts for now, in a sentence: no room where it writes, a farm that does not answer. It goes
   * on by itself. */
  held: z.string().optional(),
  /** Grows with every change of the job; a client drops what is older than what it has. */
  revision: z.int(),
});
export type JobSummary = z.output<typeof jobSummarySchema>;

/** A job whole. */
export const jobSchema = jobSummarySchema.extend({
  layers: z.array(layerSchema),
  /** The folders that its files are in; of a publish that is committed the folder of its version. Absolute. */
  outputs: z.array(z.string()).optional(),
  /** What it is called on its farm: one job there for every order of chunks, the oldest first. `page`: its address in the
   * farm's web interface. */
  farmJobs: z
    .array(z.object({ id: z.string(), layer: z.string(), tasks: z.int(), page: z.string().optional() }))
    .optional(),
});
export type Job = z.output<typeof jobSchema>;
