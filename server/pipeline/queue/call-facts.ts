import * as z from 'zod';
import { LINE_TELLS } from '../../formats/renderers/line-pattern.ts';

const patterns = z.partialRecord(z.enum(LINE_TELLS as [(typeof LINE_TELLS)[number]]), z.array(z.string()));

/** How a program's output is read: by the preset of a name, and by patterns that are asked before those of the preset. */
export const outputReadingSchema = z.object({
  preset: z.string().exactOptional(),
  patterns: patterns.exactOptional(),
});
export type OutputReading = Readonly<z.output<typeof outputReadingSchema>>;

/** What one call has of the machine: threads and GPUs (by count), and gigabytes of memory. */
export const resourceWishSchema = z.object({
  threads: z.int().positive().exactOptional(),
  gpus: z.int().nonnegative().exactOptional(),
  memory: z.number().positive().exactOptional(),
});
export type ResourceWish = Readonly<z.output<typeof resourceWishSchema>>;
