import * as z from 'zod';
import { LINE_TELLS } from '../../formats/renderers/line-pattern.ts';

const patterns = z.partialRecord(z.enum(LINE_TELLS as [(typeof LINE_TELLS)[number]]), z.array(z.string()));

/** How a program's output is read: by the preset of a name, and by patterns that are asked before those of the preset. */
export const outputReadingSchema = z.object({
  preset: z.string().exactOptional(),
  patterns: patterns.exactOptional(),
});
export type OutputReading = Readonly<z.output<typeof outputReadingSchema>>;
