import * as z from 'zod';
import { taskStateSchema } from './jobs.ts';

/** What some frames took, one after the other from the frame `first` on, in seconds. */
export const timedFramesSchema = z.object({ first: z.int(), seconds: z.array(z.number().nonnegative()) });

/** The frames of a task: `first` to `last`, both included, at steps of `step`; the first `done` of them are finished. */
export const taskFramesSchema = z.object({
  id: z.string(),
  first: z.int(),
  last: z.int(),
  /** 1 where it is absent. */
  step: z.int().positive().optional(),
  state: taskStateSchema,
  done: z.int(),
  /** The number of its newest attempt; 0 where there is none. */
  attempt: z.int(),
  /** What frames took in that attempt, where that is known. */
  times: z.array(timedFramesSchema),
  /** The times are beside those that were told before; else they are all that are known. */
  adds: z.boolean(),
  /** Why the newest attempt failed, in one sentence. */
  reason: z.string().optional(),
});
export type TaskFrames = z.output<typeof taskFramesSchema>;

/** The frames of a job, layer by layer, in the order of its tasks. */
export const jobFramesSchema = z.object({
  /** What to ask with as `since` for what has changed after this. */
  revision: z.int(),
  /** Everything is told; else only the tasks that have changed, and the layers that these are in. */
  whole: z.boolean(),
  /** What renders it, where everything is told: the name of a preset, or of a program. */
  renderer: z.string().optional(),
  layers: z.array(
    z.object({
      /** Its place among the layers of the job, from 0. */
      index: z.int(),
      name: z.string(),
      tasks: z.array(taskFramesSchema),
    }),
  ),
});
export type JobFrames = z.output<typeof jobFramesSchema>;
