import * as z from 'zod';
import { frameSpanSchema } from './jobs.ts';
import { usedMediaSchema } from './used-media.ts';

/** A state that a comp was kept in: in `_versions` by whoever worked on it, or in a published version. */
export const compVersionSchema = z.object({
  kind: z.enum(['saved', 'published']),
  number: z.int(),
  /** As the name holds it; empty where it holds none. */
  state: z.string(),
  /** The comp as it was; absent where a published version keeps none. */
  file: z.string().optional(),
  /** The folder of a published version. */
  folder: z.string().optional(),
  /** Milliseconds since 1970: when it was kept. */
  at: z.number().optional(),
  by: z.string().optional(),
  comment: z.string().optional(),
  frames: frameSpanSchema.optional(),
  /** Bytes of the frames, or of the comp where none were rendered. */
  bytes: z.number().optional(),
  /** Seconds that the render took. */
  seconds: z.number().optional(),
  /** What a published version was made of; absent where nothing says. */
  uses: z.array(usedMediaSchema).optional(),
});
export type CompVersion = z.output<typeof compVersionSchema>;

const fieldChangeSchema = z.object({
  /** From the outermost key inwards, inputs by their names: `Blend`, `Clips[1].Filename`. */
  field: z.string(),
  /** As it is written; absent where it was not there. */
  before: z.string().optional(),
  after: z.string().optional(),
});
const toolMentionSchema = z.object({ path: z.string(), id: z.string() });

/** What is not the same in two comps, tool by tool. */
export const comparisonSchema = z.object({
  added: z.array(toolMentionSchema),
  removed: z.array(toolMentionSchema),
  changed: z.array(
    toolMentionSchema.extend({
      pathBefore: z.string().optional(),
      idBefore: z.string().optional(),
      fields: z.array(fieldChangeSchema),
      moved: z.boolean(),
    }),
  ),
  /** Tools that stand elsewhere in the flow. */
  moved: z.int(),
  /** Fields outside of tools. */
  composition: z.array(fieldChangeSchema),
});
export type Comparison = z.output<typeof comparisonSchema>;
