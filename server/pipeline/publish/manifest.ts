import * as z from 'zod';
import { frameSpanSchema } from '../../protocol/jobs.ts';

/** The manifest's name in the folder of a version. */
export const MANIFEST_NAME = 'manifest.json';

/** `manifest.json` of a version or preview, version 1: what it holds, and where it comes from. */
export const manifestSchema = z.looseObject({
  version: z.literal(1),
  /** The id of the publish. */
  publish: z.string(),
  /** The comp it was rendered from; relative to the project's root, with forward slashes. */
  comp: z.string(),
  saver: z.string(),
  renderer: z.string(),
  frames: frameSpanSchema,
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
  compSha256: z.string(),
  comment: z.string(),
  by: z.string(),
  machine: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  /** The version of Compline. */
  compline: z.string(),
});
export type Manifest = z.output<typeof manifestSchema>;
