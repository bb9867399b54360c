import * as z from 'zod';

/** A small picture of what a job has rendered last; empty where there is none that could be shown. */
export const thumbnailSchema = z.object({
  /** A PNG of at most 320 pixels, or the rendered file itself where that is a small PNG or JPEG; absolute. */
  file: z.string().optional(),
  frame: z.int().optional(),
  /** The file that it shows. */
  source: z.string().optional(),
});
export type Thumbnail = z.output<typeof thumbnailSchema>;
