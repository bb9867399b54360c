import type { SQLOutputValue } from 'node:sqlite';
import * as z from 'zod';
import { timedFramesSchema } from '../../protocol/job-frames.ts';
import {
  attemptStateSchema,
  dependencySchema,
  type JobSummary,
  jobStateSchema,
  jobSummarySchema,
  needsSchema,
  taskStateSchema,
} from '../../protocol/jobs.ts';
import { outputReadingSchema } from '../queue/call-facts.ts';
import { type AttemptRecord, type JobHead, type LayerHead, summaryOf, type TaskRecord } from '../queue/job-record.ts';
import type { JobEvent } from './job-store.ts';

/** A row as SQLite gives it. */
export type Row = Record<string, SQLOutputValue>;

const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);

/** Leaves out what is NULL in the database: such a property is absent in a record. */
const withoutNulls = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

const flag = z.number().transform((value) => value !== 0);

const jobSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: jobSummarySchema.shape.kind,
    state: jobStateSchema,
    project: z.string(),
    comp: z.string(),
    owner: z.string(),
    farm: z.string(),
    createdAt: z.number(),
    startedAt: z.number().exactOptional(),
    endedAt: z.number().exactOptional(),
    reason: z.string().exactOptional(),
    revision: z.number(),
    cancelRequested: flag,
    paused: flag,
    archived: flag,
    priority: z.number(),
    position: z.number(),
    tags: json(z.array(z.string())),
    comment: z.string(),
    dependsOn: json(z.array(dependencySchema)),
    fingerprint: z.string(),
    submission: z.string().exactOptional(),
    handing: z.string().exactOptional(),
    framesTotal: z.number(),
    framesDone: z.number(),
    tasksWaiting: z.number(),
    tasksRunning: z.number(),
    tasksCompleted: z.number(),
    tasksFailed: z.number(),
    tasksCancelled: z.number(),
    tasksSkipped: z.number(),
  })
  .transform(
    ({ tasksWaiting, tasksRunning, tasksCompleted, tasksFailed, tasksCancelled, tasksSkipped, ...job }): JobHead => ({
      ...job,
      tasks: {
        waiting: tasksWaiting,
        running: tasksRunning,
        completed: tasksCompleted,
        failed: tasksFailed,
        cancelled: tasksCancelled,
        skipped: tasksSkipped,
      },
    }),
  );

const layerSchema = z.object({
  name: z.string(),
  retries: z.number(),
  progress: json(z.array(z.string())),
  successCodes: json(z.array(z.number())),
  timeout: z.number().exactOptional(),
  startTimeout: z.number().exactOptional(),
  stallTimeout: z.number().exactOptional(),
  backoff: z.number(),
  needs: json(needsSchema),
  dependsOn: json(z.array(dependencySchema)),
});

const commandSchema = z.object({
  program: z.string(),
  args: z.array(z.string()),
  cwd: z.string(),
  environment: z.record(z.string(), z.string()),
  reading: outputReadingSchema.exactOptional(),
});

const taskSchema = z
  .object({
    id: z.string(),
    first: z.number(),
    last: z.number(),
    step: z.number().exactOptional(),
    command: json(commandSchema),
    outputs: json(z.array(z.string())),
    state: taskStateSchema,
    framesDone: z.number(),
    failures: z.number(),
    losses: z.number(),
    wish: z.enum(['skip', 'requeue']).exactOptional(),
    retryAt: z.number().exactOptional(),
    farmOrder: z.number().exactOptional(),
  })
  .transform(({ first, last, step, ...task }) => ({
    ...task,
    frames: { first, last, ...(step !== undefined && { step }) },
  }));

const attemptSchema = z.object({
  number: z.number(),
  state: attemptStateSchema,
  startedAt: z.number(),
  endedAt: z.number().exactOptional(),
  process: z.number().exactOptional(),
  processStart: z.string().exactOptional(),
  exitCode: z.number().exactOptional(),
  reason: z.string().exactOptional(),
  log: z.string(),
  fence: z.number().exactOptional(),
  gpus: json(z.array(z.number())).exactOptional(),
  times: json(z.array(timedFramesSchema)).exactOptional(),
  host: z.string().exactOptional(),
  run: z.number().exactOptional(),
});

const eventSchema = z
  .object({
    at: z.number(),
    event: z.string(),
    task: z.string().exactOptional(),
    attempt: z.number().exactOptional(),
    reason: z.string().exactOptional(),
    fromState: taskStateSchema.exactOptional(),
    toState: taskStateSchema.exactOptional(),
    fence: z.number().exactOptional(),
  })
  .transform(
    ({ fromState, toState, ...event }): JobEvent => ({
      ...event,
      ...(fromState !== undefined && { from: fromState }),
      ...(toState !== undefined && { to: toState }),
    }),
  );

/** A row of `jobs` as the part of a record that is not its layers. */
export const jobFromRow = (row: Row) => jobSchema.parse(withoutNulls(row));
/** A row of `layers`, without its tasks. */
export const layerFromRow = (row: Row): LayerHead => layerSchema.parse(withoutNulls(row));
/** A row of `tasks`, without its attempts. */
export const taskFromRow = (row: Row): Omit<TaskRecord, 'attempts'> => taskSchema.parse(withoutNulls(row));
/** A row of `attempts`. */
export const attemptFromRow = (row: Row): AttemptRecord => attemptSchema.parse(withoutNulls(row));
/** A row of `events`. */
export const eventFromRow = (row: Row): JobEvent => eventSchema.parse(withoutNulls(row));
/** A row of `jobs` as clients see it. */
export const summaryFromRow = (row: Row): JobSummary => summaryOf(jobFromRow(row));
