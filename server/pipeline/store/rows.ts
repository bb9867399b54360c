import type { SQLOutputValue } from 'node:sqlite';
import * as z from 'zod';
import { attemptStateSchema, jobStateSchema, jobSummarySchema } from '../../protocol/jobs.ts';
import { outputReadingSchema, resourceWishSchema } from '../queue/call-facts.ts';
import type { AttemptRecord, LayerRecord, TaskRecord } from '../queue/job-record.ts';
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

const jobSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['publish', 'preview']),
  state: jobStateSchema,
  project: z.string(),
  comp: z.string(),
  owner: z.string(),
  createdAt: z.number(),
  startedAt: z.number().exactOptional(),
  endedAt: z.number().exactOptional(),
  reason: z.string().exactOptional(),
  revision: z.number(),
  cancelRequested: z.number().transform((value) => value !== 0),
});

const layerSchema = z.object({
  name: z.string(),
  retries: z.number(),
  progress: json(z.array(z.string())),
  successCodes: json(z.array(z.number())),
  timeout: z.number().exactOptional(),
});

const commandSchema = z.object({
  program: z.string(),
  args: z.array(z.string()),
  cwd: z.string(),
  environment: z.record(z.string(), z.string()),
  reading: outputReadingSchema.exactOptional(),
  resources: resourceWishSchema.exactOptional(),
});

const taskSchema = z
  .object({
    id: z.string(),
    first: z.number(),
    last: z.number(),
    command: json(commandSchema),
    outputs: json(z.array(z.string())),
    state: jobStateSchema,
    framesDone: z.number(),
    failures: z.number(),
    losses: z.number(),
  })
  .transform(({ first, last, ...task }) => ({ ...task, frames: { first, last } }));

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
});

const eventSchema = z.object({
  at: z.number(),
  event: z.string(),
  task: z.string().exactOptional(),
  attempt: z.number().exactOptional(),
  reason: z.string().exactOptional(),
});

/** A row of `jobs` as the part of a record that is not its layers. */
export const jobFromRow = (row: Row) => jobSchema.parse(withoutNulls(row));
/** A row of `layers`, without its tasks. */
export const layerFromRow = (row: Row): Omit<LayerRecord, 'tasks'> => layerSchema.parse(withoutNulls(row));
/** A row of `tasks`, without its attempts. */
export const taskFromRow = (row: Row): Omit<TaskRecord, 'attempts'> => taskSchema.parse(withoutNulls(row));
/** A row of `attempts`. */
export const attemptFromRow = (row: Row): AttemptRecord => attemptSchema.parse(withoutNulls(row));
/** A row of `events`. */
export const eventFromRow = (row: Row): JobEvent => eventSchema.parse(withoutNulls(row));
/** A row of the listing, summed up over the tasks. */
export const summaryFromRow = (row: Row) => jobSummarySchema.parse(withoutNulls(row));
