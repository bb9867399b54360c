import type { FarmOrder, TakenOrder } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { readArrayExpression } from '../../../../../server/pipeline/farms/slurm/array-expression.ts';
import type { JobWish, SlurmJob } from '../../../../../server/pipeline/farms/slurm/slurm-way.ts';

/** What Slurm is asked, different in some things. */
export const wishOf = (more: Partial<JobWish>): JobWish => ({
  script: '#!/bin/sh\n',
  name: 'a job',
  comment: 'compline:key-1',
  array: '0-2',
  folder: '/share/orders/1',
  output: '/share/orders/1/%a.log',
  environment: { PATH: '/bin' },
  nice: 0,
  hold: false,
  ...more,
});

/** A job as Slurm tells of it; its elements as Slurm writes them. */
export const jobOf = (elements: string, more: Partial<SlurmJob> = {}): SlurmJob => ({
  id: '7',
  elements: readArrayExpression(elements) ?? { ranges: [], isCut: false },
  states: ['PENDING'],
  restarts: 0,
  nice: 0,
  priority: 100,
  comment: 'compline:key-1',
  user: 'ada',
  ...more,
});

/** An order of as many chunks, in a folder. */
export const orderOf = (folder: string, chunks: number, more: Partial<FarmOrder> = {}): FarmOrder => ({
  key: 'key-1',
  job: { id: 'j', name: 'shot', project: '/p', owner: 'ada', comment: '', priority: 50, paused: false },
  layer: { name: 'render', retries: 0, successCodes: [0], needs: {} },
  tasks: Array.from({ length: chunks }, (_, index) => ({
    id: `1.${index + 1}`,
    frames: { first: index, last: index },
    command: { program: '/bin/sh', args: ['-c', 'true'], cwd: '/', environment: {} },
    outputs: [],
  })),
  limits: [],
  folder: { here: folder, there: folder },
  ...more,
});

/** The same, taken. */
export const takenOf = (folder: string, chunks: number, more: Partial<TakenOrder> = {}): TakenOrder => {
  const { key, tasks, folder: both } = orderOf(folder, chunks);
  return { key, id: '7', tasks: tasks.map(({ id, frames }) => ({ id, frames })), folder: both, ...more };
};
