import { copyFile } from 'node:fs/promises';
import { at } from '../../../../scripts/lib/paths.mjs';
import type { JobSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import type { PublishQueue } from '../../../../server/pipeline/queue/queue.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { type JobSummary, jobSummarySchema } from '../../../../server/protocol/jobs.ts';

const FRAME = at(
  'test/fixtures/sample-project/05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_PLATE/_published/001_OK',
  'DEMO_S_SH020_PLATE.1001.exr',
);

/** The queue of the core that comes after one that was killed: every job is there, and has ended well. */
export function queueAfter(): PublishQueue {
  const queue = new InstantQueue();
  return Object.assign(queue, { ended: async (id: string) => jobOf(id) });
}

function jobOf(id: string): JobSummary {
  const counts = { framesTotal: 0, framesDone: 0, tasksTotal: 1, tasksDone: 1, revision: 1 };
  const facts = { id, name: id, kind: 'publish', state: 'completed', project: '', owner: '', createdAt: Date.now() };
  return jobSummarySchema.parse({ ...facts, ...counts });
}

/** A queue in memory whose jobs are rendered the moment they are submitted, each frame a copy of one: no program runs. */
export class InstantQueue implements PublishQueue {
  readonly jobs = new Map<string, JobSummary>();

  async submit(id: string, { name, kind, project, comp, owner, layers }: JobSpec): Promise<JobSummary> {
    const known = this.jobs.get(id);
    if (known !== undefined) return known;
    const outputs = layers.flatMap(({ tasks }) => tasks.flatMap((task) => task.outputs));
    for (const output of outputs) await copyFile(FRAME, output);
    const counts = { framesTotal: outputs.length, framesDone: outputs.length, tasksTotal: 1, tasksDone: 1 };
    const facts = { id, name, kind, state: 'completed', project, comp, owner, createdAt: Date.now(), revision: 1 };
    const job = jobSummarySchema.parse({ ...facts, ...counts });
    this.jobs.set(id, job);
    return job;
  }

  async cancel(id: string): Promise<JobSummary> {
    throw new ComplineError({ code: 'wrong-state', message: `The job ${id} has ended.` });
  }

  async isHeldBack(): Promise<boolean> {
    return false;
  }

  async ended(id: string): Promise<JobSummary> {
    const job = this.jobs.get(id);
    if (job === undefined) throw new ComplineError({ code: 'not-found', message: `There is no job ${id}.` });
    return job;
  }
}
