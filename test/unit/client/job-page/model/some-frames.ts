import type { JobFrames, TaskFrames } from '../../../../../server/protocol/job-frames.ts';

/** A task that is completed, but for what is said of it. */
export const someTask = (id: string, first: number, last: number, change: Partial<TaskFrames> = {}): TaskFrames => ({
  ...{ id, first, last, state: 'completed', done: 0, attempt: 1, times: [], adds: false },
  ...change,
});

/** The frames of a job with one layer. */
export const framesOf = (tasks: readonly TaskFrames[], whole = true): JobFrames => ({
  revision: 1,
  whole,
  layers: [{ index: 0, name: 'beauty', tasks: [...tasks] }],
});
