import { availableParallelism, totalmem } from 'node:os';
import type { Capacity } from '../queue/choose-tasks.ts';

/** What this machine has for renders, beside the number of workers: its threads and memory. No GPU is given out by itself. */
export const machineCapacity = (): Omit<Capacity, 'slots'> => ({
  threads: availableParallelism(),
  memory: totalmem(),
  gpus: [],
});
