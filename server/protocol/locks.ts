import * as z from 'zod';

/** The lock file `.~<file name>.lock` beside a file, version 1. Times are ISO 8601 in UTC. */
export const lockFileSchema = z.looseObject({
  version: z.literal(1),
  user: z.string(),
  machine: z.string(),
  process: z.int(),
  application: z.string(),
  /** Names one taking of the lock by one owner; not a secret. */
  session: z.string(),
  acquired: z.string(),
  renewed: z.string(),
});
export type LockFile = z.output<typeof lockFileSchema>;

/** `mine`: held by the asking client; `held`: by somebody else, alive; `stale`: not renewed for two minutes by the
 * share's clock; `unreadable`: there is a lock file, but it cannot be understood (torn, or of a newer version). */
export const lockStateSchema = z.enum(['free', 'mine', 'held', 'stale', 'unreadable']);

export const lockSchema = z.object({
  /** The locked file. */
  file: z.string(),
  state: lockStateSchema,
  owner: lockFileSchema.optional(),
  /** Seconds since the lock was renewed, by the share's clock. */
  ageSeconds: z.number().optional(),
});
export type Lock = z.output<typeof lockSchema>;
