import * as z from 'zod';
import { frameSpanSchema } from '../../protocol/jobs.ts';
import { usedMediaSchema } from '../../protocol/used-media.ts';

/** The manifest's name in the folder of a version. */
export const MANIFEST_NAME = 'manifest.json';

/** What the file of a picture said of it, as `ImageFacts` tells it. */
const imageSchema = z.object({
  format: z.enum(['OpenEXR', 'DPX', 'PNG', 'TIFF', 'JPEG', 'TGA']),
  width: z.int(),
  height: z.int(),
  channels: z.array(z.string()).readonly(),
  type: z.string(),
  compression: z.string(),
  colourSpace: z.string().optional(),
  dataWindow: z.tuple([z.int(), z.int(), z.int(), z.int()]).readonly().optional(),
});

/** What a movie said of its picture, as `MovieFacts` tells it. */
const movieSchema = z.object({
  codec: z.string(),
  width: z.int(),
  height: z.int(),
  frames: z.int(),
  rate: z.number(),
  pixelFormat: z.string().optional(),
});

const fileSchema = z.object({
  name: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  /** Manifests of older versions have no facts: what cannot be read is left out, since name, size and hash decide. */
  image: imageSchema.optional().catch(undefined),
  movie: movieSchema.optional().catch(undefined),
  /** Why nothing looked whether the bytes are a sound picture. */
  notVerified: z.string().optional(),
});

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
  files: z.array(fileSchema),
  compSha256: z.string(),
  /** What the Loaders upstream of the Saver read; absent where a scene was rendered, and in older manifests. */
  uses: z.array(usedMediaSchema).optional().catch(undefined),
  comment: z.string(),
  by: z.string(),
  machine: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  /** The version of Compline. */
  compline: z.string(),
});
export type Manifest = z.output<typeof manifestSchema>;
