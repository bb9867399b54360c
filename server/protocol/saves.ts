import * as z from 'zod';
import { lockFileSchema } from './locks.ts';

/** A version of a comp under `_versions`. */
export const savedVersionSchema = z.object({
  number: z.int().positive(),
  /** As the name holds it: `wip`, `v`. */
  state: z.string(),
  /** The file of the version. */
  file: z.string(),
});
export type SavedVersion = z.output<typeof savedVersionSchema>;

/**
 * A save that replaced what somebody else had written, or that was made without the lock. Both texts are kept until one
 * of the choices of `save/resolve` was made.
 */
export const saveConflictSchema = z.object({
  id: z.string(),
  /** The comp that was saved. */
  file: z.string(),
  /** `changed`: somebody else wrote the file since this client read it; `locked`: somebody else holds the lock;
   * `lock-lost`: this client had it, and somebody took it over. */
  reason: z.enum(['changed', 'locked', 'lock-lost']),
  /** A copy of what stood in the file before the save. */
  theirs: z.string(),
  /** A copy of what was saved. */
  ours: z.string(),
  /** Who holds the lock, or held it last, where that is known. */
  owner: lockFileSchema.optional(),
  /** ISO 8601 in UTC. */
  at: z.string(),
});
export type SaveConflict = z.output<typeof saveConflictSchema>;

/** `new-version`: what was saved becomes a new version, the file gets back what it held before; `take-back`: the file
 * gets back what it held before, what was saved stays as a copy; `keep-ours`: the file stays as it was saved. */
export const saveChoiceSchema = z.enum(['new-version', 'take-back', 'keep-ours']);
export type SaveChoice = z.output<typeof saveChoiceSchema>;
