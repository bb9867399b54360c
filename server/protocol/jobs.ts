import * as z from 'zod';

/** Frames `first` to `last`, both included, every one of them. */
export const frameSpanSchema = z.object({ first: z.int(), last: z.int() });
export type FrameSpan = z.output<typeof frameSpanSchema>;

/** States of a job and of a task. `cancelled` was wished for; `failed` was not. */
export const jobStateSchema = z.enum(['waiting', 'running', 'completed', 'failed', 'cancelled']);
export type JobState = z.output<typeof jobStateSchema>;

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
  /** Why it failed, in one sentence. */
  reason: z.string().optional(),
});
export type Attempt = z.output<typeof attemptSchema>;

/** A chunk of a layer's frames. */
export const taskSchema = z.object({
  id: z.string(),
  frames: frameSpanSchema,
  state: jobStateSchema,
  /** Frames finished so far. */
  framesDone: z.int(),
  attempts: z.array(attemptSchema),
});
export type Task = z.output<typeof taskSchema>;

/** Tasks that render the same thing. */
export const layerSchema = z.object({ name: z.string(), tasks: z.array(taskSchema) });

/** A job without its layers: a row of the queue. */
export const jobSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What the job is for; decides its icon. */
  kind: z.enum(['publish', 'preview']),
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
  /** Why it failed or was cancelled, in one sentence. */
  reason: z.string().optional(),
  /** Grows with every change of the job; a client drops what is older than what it has. */
  revision: z.int(),
});
export type JobSummary = z.output<typeof jobSummarySchema>;

/** A job whole. */
export const jobSchema = jobSummarySchema.extend({ layers: z.array(layerSchema) });
export type Job = z.output<typeof jobSchema>;
