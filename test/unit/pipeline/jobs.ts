import path from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { applyTransition, type JobMarks, type TaskChange } from '../../../server/pipeline/queue/apply-transition.ts';
import type { JobRecord } from '../../../server/pipeline/queue/job-record.ts';
import type { JobSpec, LayerSpec, TaskSpec } from '../../../server/pipeline/queue/job-spec.ts';
import { LiveJob } from '../../../server/pipeline/queue/live-job.ts';
import type { JobStoreChange } from '../../../server/pipeline/store/job-store.ts';

const renderer = fileURLToPath(new URL('../../fixtures/fake-renderer.mjs', import.meta.url));

/** The files of the frames `first` to `last` in a folder. */
export const framesIn = (folder: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => path.join(folder, `comp.${first + index}.exr`));

/** A task of the fake renderer; `wish` is the document it is given beside its outputs. */
export function fakeTask(folder: string, first: number, last: number, wish: object = {}): TaskSpec {
  const outputs = framesIn(folder, first, last);
  return {
    frames: { first, last },
    outputs,
    command: {
      program: execPath,
      args: [renderer, JSON.stringify({ outputs, first, ...wish })],
      cwd: folder,
      environment: {},
    },
  };
}

/** A job of one layer. */
export const jobOfTasks = (tasks: readonly TaskSpec[], layer: Partial<LayerSpec> = {}): JobSpec => ({
  name: 'SH010 COMP',
  kind: 'publish',
  project: '/projects/DEMO',
  comp: '/projects/DEMO/SH010.comp',
  owner: 'ada',
  layers: [
    { name: 'OUT', tasks, retries: 0, successCodes: [0], progress: ['finished frame (?<frame>\\d+)'], ...layer },
  ],
});

/** A job after events of its tasks, and what is stored of them. */
export function afterChanges(
  record: JobRecord,
  changes: readonly TaskChange[],
  now: number,
  marks: JobMarks = {},
): { job: JobRecord; change: JobStoreChange } {
  const job = new LiveJob(record);
  const find = (id: string) => {
    const task = job.task(id);
    if (task === undefined) throw new Error(`There is no task ${id}.`);
    return task;
  };
  const transition = applyTransition(job.head, find, changes, { now, revision: record.revision + 1 }, marks);
  job.take(transition, transition.head.revision);
  return { job: job.record, change: transition.change };
}
