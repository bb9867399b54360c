import * as z from 'zod';
import { farmChoiceSchema } from './farms.ts';
import {
  dependencySchema,
  frameChunkSchema,
  jobSummarySchema,
  needsSchema,
  prioritySchema,
  taskStateSchema,
} from './jobs.ts';

const path = z.string().min(1);
const name = z.string().min(1).max(200);
const seconds = z.int().positive();

/** A layer as somebody submits it. What it does not say is as the submission says it. */
export const submittedLayerSchema = z.strictObject({
  /** The name of a Saver, a render layer, a write node: what the renderer knows it by. */
  name,
  /** In Compline's dialect of frame ranges: `1,5,10-20` or `1-100x5`. */
  frames: z.string().optional(),
  /** The files that are written, `name.%04d.exr` or `name.0000.exr`: relative to the project's root, or absolute. */
  output: z.string().min(1).optional(),
  dependsOn: z.array(dependencySchema).default([]),
});
export type SubmittedLayer = z.output<typeof submittedLayerSchema>;

/**
 * A render as somebody submits it: a scene and what of it. What is run is the business of the project's configuration:
 * a submission names a renderer of it, never a program.
 */
export const submissionSchema = z.strictObject({
  /** The file that is rendered; absolute. */
  scene: path,
  /** The name of a renderer in `compline.yaml`; may be left out where the step names it, or there is only one. */
  renderer: z.string().optional(),
  layers: z.array(submittedLayerSchema).min(1).max(1_000),
  frames: z.string().optional(),
  output: z.string().min(1).optional(),
  name: name.optional(),
  /** The farm that renders it; that of the project's configuration, else this machine (`local`), where absent. */
  farm: z.string().min(1).optional(),
  /** What of the farm: see `farmChoiceSchema`. */
  ...farmChoiceSchema.shape,
  chunkSize: z.int().positive().optional(),
  priority: prioritySchema.optional(),
  tags: z.array(z.string().min(1).max(100)).max(100).default([]),
  comment: z.string().max(10_000).default(''),
  paused: z.boolean().default(false),
  dependsOn: z.array(dependencySchema).default([]),
  needs: needsSchema.default({}),
  retries: z.int().nonnegative().max(100).optional(),
  /** Seconds before the first retry; each further one waits twice as long, up to ten minutes. */
  backoff: z.number().nonnegative().default(0),
  timeout: seconds.optional(),
  startTimeout: seconds.optional(),
  stallTimeout: seconds.optional(),
  environment: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string()).default({}),
  /** Where the renderer runs; the project's root where absent. */
  workingFolder: path.optional(),
});
export type Submission = z.output<typeof submissionSchema>;
/** A submission as it is written: defaults may be left out. */
export type SubmissionInput = z.input<typeof submissionSchema>;

/** What came of a submission. */
export const submittedSchema = z.object({
  /** Absent where it was only asked what would be submitted. */
  job: jobSummarySchema.optional(),
  plan: z.object({
    name: z.string(),
    renderer: z.string(),
    farm: z.string().default('local'),
    layers: z.array(
      z.object({
        name: z.string(),
        tasks: z.array(frameChunkSchema),
        /** The files of its first and last frame; none where they are not known. */
        outputs: z.array(z.string()),
      }),
    ),
    warnings: z.array(z.string()),
    /** Jobs that have not ended and do the same work. */
    duplicates: z.array(z.string()),
  }),
});
export type Submitted = z.output<typeof submittedSchema>;

/** What deleting jobs does, said before it is done. */
export const deletePlanSchema = z.object({
  jobs: z.array(z.object({ id: z.string(), name: z.string(), tasks: z.int(), attempts: z.int() })),
  /** The log files that go with them. */
  logs: z.int(),
  /** Their size in bytes. */
  logBytes: z.number(),
  /** Why some of the jobs cannot be deleted, in sentences; nothing is deleted where there is one. */
  refused: z.array(z.string()),
});
export type DeletePlan = z.output<typeof deletePlanSchema>;

/** What has happened to a job, oldest first. Times are milliseconds since 1970. */
export const jobHistorySchema = z.array(
  z.object({
    at: z.number(),
    event: z.string(),
    task: z.string().optional(),
    attempt: z.int().optional(),
    reason: z.string().optional(),
    from: taskStateSchema.optional(),
    to: taskStateSchema.optional(),
    fence: z.int().optional(),
  }),
);
export type JobHistory = z.output<typeof jobHistorySchema>;

/** How long something took, of all times that it was counted; milliseconds. */
export const delaySummarySchema = z.object({ count: z.int(), p50: z.number(), p99: z.number(), max: z.number() });
export type DelaySummary = z.output<typeof delaySummarySchema>;

/** The workers of this machine, and what it has and has left. Memory is in bytes. */
const capacitySchema = z.object({ slots: z.int(), threads: z.int(), memory: z.number(), gpus: z.array(z.int()) });
export const workerListSchema = z.object({
  workers: z.array(
    z.object({
      process: z.int(),
      /** What it is at work on: a job, a task of it, and the number of the attempt. */
      attempt: z.object({ job: z.string(), task: z.string(), number: z.int() }).optional(),
      /** Attempts that it has made. */
      made: z.int(),
    }),
  ),
  whole: capacitySchema,
  free: capacitySchema,
  /** From one heartbeat of a worker to the next, since the core began; they are sent every `heartbeat` milliseconds. */
  heartbeat: z.number().optional(),
  heartbeats: delaySummarySchema.optional(),
  /** From the death of a worker, as the core saw it, to the next attempt at its task. */
  recoveries: delaySummarySchema.optional(),
  /** Why nothing starts, in a sentence, where that is so. */
  held: z.string().optional(),
});
export type WorkerList = z.output<typeof workerListSchema>;
