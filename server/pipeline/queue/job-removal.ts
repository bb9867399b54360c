import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DeletePlan } from '../../protocol/queue.ts';
import { logSize } from '../workers/log-pieces.ts';
import type { LiveJob } from './live-job.ts';
import { totalOf } from './task-counts.ts';
import { isActive } from './transitions.ts';

/** Says what deleting jobs does. `dependents` are those that wait for one and are not deleted with it. */
export async function deletePlan(
  jobs: readonly LiveJob[],
  logFolder: string,
  dependents: (id: string) => readonly LiveJob[],
): Promise<DeletePlan> {
  const sizes = (await Promise.all(jobs.map(({ id }) => logSizes(path.join(logFolder, id))))).flat();
  return {
    jobs: jobs.map((job) => ({
      id: job.id,
      name: job.head.name,
      tasks: totalOf(job.head.tasks),
      attempts: [...job.tasks].reduce((sum, { attempts }) => sum + attempts.length, 0),
    })),
    logs: sizes.length,
    logBytes: sizes.reduce((sum, size) => sum + size, 0),
    refused: jobs.flatMap((job) => refusal(job, dependents(job.id))),
  };
}

/** Removes the logs of jobs; what is not there is as well. */
export async function removeLogs(ids: readonly string[], logFolder: string): Promise<void> {
  for (const id of ids) await rm(path.join(logFolder, id), { recursive: true, force: true });
}

function refusal({ head }: LiveJob, dependents: readonly LiveJob[]): string[] {
  if (isActive(head.state)) return [`Job "${head.name}" is ${head.state}: cancel it first.`];
  const [first] = dependents;
  if (first === undefined) return [];
  const more = dependents.length === 1 ? '' : ` and ${dependents.length - 1} more`;
  return [`Job "${first.head.name}"${more} waits for "${head.name}": cancel or delete that first.`];
}

/** The sizes of the logs of a job, each with its pieces. */
async function logSizes(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => []);
  return await Promise.all(names.filter((it) => it.endsWith('.log')).map((it) => logSize(path.join(folder, it))));
}
