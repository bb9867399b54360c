import type { Needs } from '../../protocol/jobs.ts';

/** What a machine has, or has left: attempts at the same time, threads, bytes of memory, the numbers of its GPUs. */
export interface Capacity {
  readonly slots: number;
  readonly threads: number;
  readonly memory: number;
  readonly gpus: readonly number[];
}

/** A job with tasks that wait; `ready` gives those that may start, in their order, as they are asked for. */
export interface WaitingJob {
  readonly id: string;
  readonly layers: Iterable<{ readonly needs: Needs; readonly ready: Iterable<string> }>;
}

/** A task that starts, with the GPUs that it gets. */
export interface TaskStart {
  readonly job: string;
  readonly task: string;
  readonly needs: Needs;
  readonly gpus: readonly number[];
}

/** True where a capacity holds what is needed. */
export const fits = ({ threads = 0, memory = 0, gpus = 0 }: Needs, capacity: Capacity): boolean =>
  capacity.slots >= 1 && capacity.threads >= threads && capacity.memory >= memory && capacity.gpus.length >= gpus;

/**
 * Needs as this machine can meet them: who needs more threads than there are gets all of them, since what is kept for
 * interactive work may have grown after the job was submitted. Memory and GPUs are waited for.
 */
export const within = (needs: Needs, { threads }: Capacity): Needs =>
  needs.threads === undefined || needs.threads <= threads ? needs : { ...needs, threads };

/** What is left of a capacity when needs are taken from it, never less than nothing. */
export const without = (
  { slots, threads, memory, gpus }: Capacity,
  needs: Needs,
  taken: readonly number[] = gpus.slice(0, needs.gpus ?? 0),
): Capacity => ({
  slots: Math.max(0, slots - 1),
  threads: Math.max(0, threads - (needs.threads ?? 0)),
  memory: Math.max(0, memory - (needs.memory ?? 0)),
  gpus: gpus.filter((it) => !taken.includes(it)),
});

/**
 * Which tasks start now, of jobs in the order in which they are taken. Never more is given out than is free. For the
 * first task that does not fit what is free is kept, so that smaller ones behind it do not hold it up for ever; one that
 * this machine could never hold keeps nothing.
 */
export function chooseTasks(jobs: Iterable<WaitingJob>, free: Capacity, whole: Capacity): TaskStart[] {
  const starts: TaskStart[] = [];
  let left = free;
  let isKept = false;
  for (const job of jobs) {
    for (const { needs: wished, ready } of job.layers) {
      if (left.slots < 1) return starts;
      const needs = within(wished, whole);
      for (const task of ready) {
        if (fits(needs, left)) {
          const gpus = left.gpus.slice(0, needs.gpus ?? 0);
          starts.push({ job: job.id, task, needs, gpus });
          left = without(left, needs, gpus);
          continue;
        }
        // A layer's tasks all need the same: where one does not fit, none does.
        if (!isKept && left.slots >= 1 && fits(needs, whole)) {
          left = without(left, needs);
          isKept = true;
        }
        break;
      }
    }
  }
  return starts;
}
