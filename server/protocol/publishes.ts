import * as z from 'zod';
import { frameSpanSchema } from './jobs.ts';

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
  /** Why it failed, what to do next: as in an error. */
  error: z.object({ code: z.string(), message: z.string(), nextStep: z.string().optional() }).optional(),
  revision: z.int(),
});
export type Publish = z.output<typeof publishSchema>;

/** What a publish would do, said before anything is done. */
export const publishPlanSchema = z.object({
  kind: publishKindSchema,
  project: z.string(),
  comp: z.string(),
  saver: z.string(),
  renderer: z.string(),
  frames: frameSpanSchema,
  version: z.int().optional(),
  /** The folder that would be committed, and the files in it, frames as `name.0000.exr` of the first and last frame. */
  target: z.string(),
  files: z.array(z.string()),
  warnings: z.array(z.string()),
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
  /** The folder or movie in the project's export folder that the version was delivered as. */
  delivered: z.string().optional(),
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
