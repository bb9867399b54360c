import * as z from 'zod';

/** The lock file `.~<file name>.lock` beside a file, version 1, as docs/locks.md describes it. Times are ISO 8601 in
 * UTC, by the clock of the machine that wrote them: nothing is decided by them. */
export const lockFileSchema = z.looseObject({
  version: z.literal(1),
  /** The name that the user logs in with. */
  user: z.string(),
  /** The user's name as people know it. */
  displayName: z.string().optional(),
  machine: z.string(),
  process: z.int(),
  /** When that process was started: tells it from one that got its number later. */
  processStarted: z.string().optional(),
  application: z.string(),
  /** Names one taking of the lock by one owner; not a secret. */
  session: z.string(),
  acquired: z.string(),
  renewed: z.string(),
  /** Higher than that of any lock this file had before; absent where another application wrote the lock without. */
  fence: z.int().nonnegative().optional(),
});
export type LockFile = z.output<typeof lockFileSchema>;

/** `mine`: held by the asking client; `held`: by somebody else, alive; `stale`: not renewed for two minutes by the
 * share's clock; `unreadable`: there is a lock file, but it cannot be understood (torn, or of a newer version);
 * `unreachable`: the folder does not answer, so nobody knows. */
export const lockStateSchema = z.enum(['free', 'mine', 'held', 'stale', 'unreadable', 'unreachable']);
export type LockState = z.output<typeof lockStateSchema>;

export const lockSchema = z.object({
  /** The locked file. */
  file: z.string(),
  state: lockStateSchema,
  owner: lockFileSchema.optional(),
  /** Seconds since the lock was renewed, by the share's clock. */
  ageSeconds: z.number().optional(),
  /** With `held`: this very core holds it, for another window (`window`) or because a command was told to keep it
   * (`kept`). It can be taken over without a reason. */
  elsewhere: z.enum(['window', 'kept']).optional(),
});
export type Lock = z.output<typeof lockSchema>;

/** Somebody asks the owner of a lock to let it go. */
export const lockAskingSchema = z.object({
  file: z.string(),
  from: z.object({ user: z.string(), displayName: z.string().optional(), machine: z.string() }),
  message: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
});
export type LockAsking = z.output<typeof lockAskingSchema>;

const lockDetailsSchema = z.object({ lock: lockSchema });

/** The lock that an error `locked` or `lock-lost` speaks of; undefined for any other. */
export function lockOfError(error: unknown): Lock | undefined {
  const details = error instanceof Error && 'details' in error ? error.details : undefined;
  return lockDetailsSchema.safeParse(details).data?.lock;
}
