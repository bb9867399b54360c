import { type JobSummary, jobSummarySchema } from '../../../../server/protocol/jobs.ts';

/** A job that waits, but for what is said of it. */
export const someJob = (id: string, revision: number, change: Partial<JobSummary> = {}): JobSummary =>
  jobSummarySchema.parse({
    id,
    name: id,
    kind: 'render',
    state: 'waiting',
    project: '/p',
    owner: 'ann',
    createdAt: 0,
    framesTotal: 10,
    framesDone: 0,
    tasksTotal: 1,
    tasksDone: 0,
    revision,
    ...change,
  });
