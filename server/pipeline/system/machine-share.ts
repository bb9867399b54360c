import type { Capacity, TaskStart } from '../queue/choose-tasks.ts';

/** What renders may use of a machine now: what is kept for interactive work is no part of it. */
export interface MachineShare extends Capacity {
  /** Whether the machine has any GPU that is known, kept or not. */
  readonly hasGpus: boolean;
}

/** Threads of one of several calls that run at the same time. */
export function threadsEach({ threads, slots }: Pick<Capacity, 'threads' | 'slots'>): number {
  return Math.max(1, Math.floor(threads / Math.max(1, slots)));
}

/**
 * The GPUs that a call may see; undefined for all that there are. Where none is known there may be such as nobody here
 * can ask about, and nothing is hidden; who does not say how many it needs sees all that are not kept.
 */
export function visibleGpus(
  { needs, gpus }: Pick<TaskStart, 'needs' | 'gpus'>,
  share: Pick<MachineShare, 'gpus' | 'hasGpus'>,
): readonly number[] | undefined {
  if (needs.gpus === 0) return [];
  if (!share.hasGpus) return undefined;
  return needs.gpus === undefined ? share.gpus : gpus;
}
