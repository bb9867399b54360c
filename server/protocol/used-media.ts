import * as z from 'zod';
import { frameSpanSchema } from './jobs.ts';

/** What a Loader upstream of a published Saver read. */
export const usedMediaSchema = z.object({
  /** The name of the Loader. */
  loader: z.string(),
  /** The file, or one of its sequence: relative to the project's root, or below `root`, with forward slashes; absolute
   * for what is below neither. */
  path: z.string(),
  /** The name of the root that `path` is relative to; absent for the project's own, and for an absolute path. */
  root: z.string().optional(),
  /** Of a published version: the folder of its step, its number and its state (empty for none). */
  step: z.string().optional(),
  number: z.int().optional(),
  state: z.string().optional(),
  /** The numbers of a sequence that the render read; absent for a movie, a still, and where nothing says them. */
  frames: frameSpanSchema.optional(),
});
export type UsedMedia = z.output<typeof usedMediaSchema>;
