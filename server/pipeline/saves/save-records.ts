import * as z from 'zod';
import { lockFileSchema } from '../../protocol/locks.ts';
import { saveConflictSchema, savedVersionSchema } from '../../protocol/saves.ts';
import { fileIdentitySchema } from '../files/file-identity.ts';

/** A save that an editor has begun. */
export const pendingSaveSchema = z.object({
  id: z.string(),
  file: z.string(),
  /** The connection that it came by. */
  client: z.string(),
  /** What stood in the file, and where it is kept; absent where there was no file. */
  before: z.object({ text: z.string(), identity: fileIdentitySchema }).optional(),
  /** Why what is saved replaces what it should not, as far as was known when it began. */
  reason: saveConflictSchema.shape.reason.optional(),
  owner: lockFileSchema.optional(),
  /** The fencing number of the lock that the client held when it began. */
  fence: z.int().optional(),
  /** ISO 8601 in UTC. */
  at: z.string(),
});
export type PendingSave = z.output<typeof pendingSaveSchema>;

/** A conflict as it is kept: with what is needed to decide on it. */
export const conflictRecordSchema = saveConflictSchema.extend({
  client: z.string(),
  /** What the file held after the save: a decision replaces exactly that. */
  saved: fileIdentitySchema,
  /** The version that was made of what was saved, by a decision that did not come to its end. */
  version: savedVersionSchema.optional(),
});
export type ConflictRecord = z.output<typeof conflictRecordSchema>;
