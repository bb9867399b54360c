import * as z from 'zod';

/** `core.json` in the state folder: where the running core is found. Readable by its user alone, as is `token`. */
export const coreFileSchema = z.object({
  process: z.int(),
  version: z.string(),
  protocol: z.object({ oldest: z.int(), newest: z.int() }),
  /** Path of the socket, or name of the pipe. */
  socket: z.string(),
  startedAt: z.number(),
});
export type CoreFile = z.output<typeof coreFileSchema>;
