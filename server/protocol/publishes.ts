import * as z from 'zod';
import { frameProblemSchema } from './frame-problems.ts';
import { frameSpanSchema } from './jobs.ts';
import { usedMediaSchema } from './used-media.ts';

/** The phases of a publish, in their order; then how it ended. */
export const publishPhaseSchema = z.enum([
  'collecting',
  'checking',
  'reserving',
  'rendering',
  'verifying',
  'committing',
  'recording',
  'completed',
  'failed',
  'cancelled',
]);
export type PublishPhase = z.output<typeof publishPhaseSchema>;

/** `publish` makes a new version of the step; `preview` replaces the step's preview. */
export const publishKindSchema = z.enum(['publish', 'preview']);
export type PublishKind = z.output<typeof publishKindSchema>;

/** A number that somebody else's publish has reserved. */
export const versionHolderSchema = z.object({
  version: z.int(),
  user: z.string(),
  machine: z.string(),
  /** Since when; ISO 8601 in UTC. */
  at: z.string(),
});
export type VersionHolder = z.output<typeof versionHolderSchema>;

/** What a check found, with its place. Lines and characters count from 0. */
export const placedFindingSchema = z.object({
  code: z.string(),
  severity: z.string(),
  message: z.string(),
  line: z.int(),
  character: z.int(),
});
export type PlacedFinding = z.output<typeof placedFindingSchema>;

/** So many findings, and so many problems, a publish tells; of the others it says how many there are. */
export const MOST_TOLD = 200;

/** A publish or preview, at work or ended. Times are milliseconds since 1970. */
export const publishSchema = z.object({
  id: z.string(),
  kind: publishKindSchema,
  project: z.string(),
  comp: z.string(),
  saver: z.string().optional(),
  phase: publishPhaseSchema,
  /** The render job, once there is one. */
  job: z.string().optional(),
  frames: frameSpanSchema.optional(),
  /** The number of the version, once it is reserved (publishes only). */
  version: z.int().optional(),
  /** The state the version is published in (`WIP`, `OK`); empty for none. */
  state: z.string(),
  comment: z.string(),
  owner: z.string(),
  /** The folder that was committed. */
  target: z.string().optional(),
  /** The folder or movie that was delivered into the project's export folder, where the render spec says so. */
  delivered: z.string().optional(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  /** What was rendered, in bytes, and how long that took from the job's first task to its end, in milliseconds. */
  bytes: z.int().optional(),
  renderTime: z.number().optional(),
  /** Who else was publishing into the same step when the number was reserved. */
  others: z.array(versionHolderSchema).optional(),
  /** Why it failed, what to do next: as in an error. */
  error: z.object({ code: z.string(), message: z.string(), nextStep: z.string().optional() }).optional(),
  /** What the checks found when it began, in the order of the text; and how many more there were. */
  findings: z.array(placedFindingSchema).optional().catch(undefined),
  moreFindings: z.int().optional(),
  /** While it is verified: how many of its files were read. */
  progress: z.object({ done: z.int(), total: z.int() }).optional(),
  /** What verifying found: of a failed one why it failed, of a completed one what stands out; and how many more. Kinds
   * that only a newer Compline knows are left out with all of them. */
  problems: z.array(frameProblemSchema).optional().catch(undefined),
  moreProblems: z.int().optional(),
  revision: z.int(),
});
export type Publish = z.output<typeof publishSchema>;

/** A file that a publish would write, or a group of them. */
export const plannedWriteSchema = z.object({
  /** What it is, in a word or two. */
  what: z.string(),
  /** Absolute; of a sequence the file of the first frame. */
  file: z.string(),
  /** The file of the last frame. */
  last: z.string().optional(),
  count: z.int(),
  bytes: z.int().optional(),
});
export type PlannedWrite = z.output<typeof plannedWriteSchema>;

/** What a publish would do, said before anything is done. */
export const publishPlanSchema = z.object({
  kind: publishKindSchema,
  project: z.string(),
  comp: z.string(),
  saver: z.string(),
  renderer: z.string(),
  /** Where it would be rendered: `local` is this machine. */
  farm: z.string().default('local'),
  frames: frameSpanSchema,
  version: z.int().optional(),
  /** The folder that would be committed, and the files in it, frames as `name.0000.exr` of the first and last frame. */
  target: z.string(),
  files: z.array(z.string()),
  warnings: z.array(z.string()),
  /** Why the rules of the project would refuse it, or an approval is missing; they are among the warnings too. */
  refusals: z.array(z.string()).default([]),
  state: z.string().default(''),
  /** The folder or movie that would be delivered into the project's export folder. */
  delivered: z.string().optional(),
  /** Everything that the checks found; none of it is an error. Lines and characters count from 0. */
  findings: z.array(placedFindingSchema).default([]),
  writes: z.array(plannedWriteSchema).default([]),
  /** Folders that would be made, outermost first. */
  folders: z.array(z.string()).default([]),
  /** Files that are there and would be replaced, and where they would be kept; absent where they would be gone. */
  replaces: z.array(z.object({ file: z.string(), kept: z.string().optional() })).default([]),
  /** Private folders of the render, which are gone at its end; `<publish>` stands for the id. */
  staging: z.array(z.string()).default([]),
  /** Who publishes into the same step just now. */
  others: z.array(versionHolderSchema).default([]),
  /** The names of the webhooks that would be told. */
  webhooks: z.array(z.string()).default([]),
  /** What the frames would take, by the version before; absent where nobody knows. */
  estimatedBytes: z.int().optional(),
  /** The first of the renderer's calls, and how many there would be. */
  command: z
    .object({
      program: z.string(),
      args: z.array(z.string()),
      workingFolder: z.string(),
      frames: frameSpanSchema,
      calls: z.int(),
    })
    .optional(),
});
export type PublishPlan = z.output<typeof publishPlanSchema>;

/** A version found on disk under a step's `_published`. */
export const publishedVersionSchema = z.object({
  number: z.int(),
  state: z.string(),
  folder: z.string(),
  /** The step's folder, and its name (`DEMO_S_SH010_COMP`). */
  step: z.string(),
  stepFolder: z.string(),
  publishedAt: z.number().optional(),
  by: z.string().optional(),
  comment: z.string().optional(),
  frames: frameSpanSchema.optional(),
  /** The manifest's path, where there is one. */
  manifest: z.string().optional(),
  /** Bytes of what was rendered, and how long that took, in milliseconds. */
  bytes: z.int().optional(),
  renderTime: z.number().optional(),
  /** The folder or movie in the project's export folder that the version was delivered as. */
  delivered: z.string().optional(),
  /** What it was made of; absent where nothing says. */
  uses: z.array(usedMediaSchema).optional(),
});
export type PublishedVersion = z.output<typeof publishedVersionSchema>;

/** A delivery that was brought back. */
export const restoredDeliverySchema = z.object({
  /** Its name in the project's export folder, and that folder. */
  name: z.string(),
  folder: z.string(),
  /** How many files are back. */
  files: z.int(),
  /** What its manifest says, where it has one. */
  version: z.int().optional(),
  frames: frameSpanSchema.optional(),
  by: z.string().optional(),
  comment: z.string().optional(),
});
export type RestoredDelivery = z.output<typeof restoredDeliverySchema>;
