import * as z from 'zod';
import type { AuditEvent } from '../audit/audit-trail.ts';

/** An event that is about to be put on record and told: what a process leaves that dies in the midst of it. */
export const begunEventSchema = z.object({
  version: z.literal(1),
  id: z.uuid(),
  /** Root of the project; absolute. */
  root: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  event: z.custom<AuditEvent>((it) => z.looseObject({ event: z.string(), id: z.string() }).safeParse(it).success),
});
export type BegunEvent = z.output<typeof begunEventSchema>;
