import * as z from 'zod';
import { farmStatusSchema } from './farms.ts';
import { jobSummarySchema } from './jobs.ts';
import { lockAskingSchema, lockSchema } from './locks.ts';
import { publishSchema } from './publishes.ts';

/** What the core tells every connected client without being asked. */
export const events = {
  /** Jobs that are new or have changed; progress comes at most a few times a second. */
  'queue/changed': z.object({
    jobs: z.array(jobSummarySchema),
    /** Jobs that were deleted. */
    removed: z.array(z.string()).default([]),
  }),
  'publish/changed': z.object({ publish: publishSchema }),
  /** A lock of this connection, or of a file that it watches, was taken, released, lost or taken over. */
  'lock/changed': z.object({ lock: lockSchema }),
  /** Somebody asks this connection to let a lock go. */
  'lock/asked': z.object({ asking: lockAskingSchema }),
  /** A farm answers, or does not any more; told for every project that has it. */
  'farm/changed': z.object({ project: z.string(), farm: farmStatusSchema }),
  /** The core ends after the work it has; connect again to reach the next one. */
  'core/stopping': z.object({}),
} as const;

export type EventName = keyof typeof events;
export type EventData<Name extends EventName> = z.output<(typeof events)[Name]>;
