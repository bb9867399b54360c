import type { DelaySummary, WorkerList } from '../../protocol/queue.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { Capacity } from './choose-tasks.ts';

/** What is told beside the workers themselves. */
export interface WorkerListFacts {
  readonly whole: Capacity;
  readonly free: Capacity;
  readonly recoveries: DelaySummary | undefined;
  /** Why nothing starts, in a sentence. */
  readonly held: string | undefined;
}

/** The workers of this machine with what they are at work on, and what is left of the machine. */
export function workerList(
  pool: Pick<WorkerPool, 'workers' | 'beats'>,
  { whole, free, recoveries, held }: WorkerListFacts,
): WorkerList {
  return {
    workers: pool.workers().map(({ process, marker, made }) => {
      const { job, task, number } = /^(?<job>[^/]+)\/(?<task>.+)-(?<number>\d+)$/.exec(marker ?? '')?.groups ?? {};
      return {
        process,
        made,
        ...(job !== undefined && task !== undefined && { attempt: { job, task, number: Number(number) } }),
      };
    }),
    whole: told(whole),
    free: told(free),
    ...pool.beats(),
    ...(recoveries !== undefined && { recoveries }),
    ...(held !== undefined && { held }),
  };
}

const told = ({ slots, threads, memory, gpus }: Capacity) => ({ slots, threads, memory, gpus: [...gpus] });
