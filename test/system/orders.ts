import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type {
  FarmOrder,
  OrderSighting,
  TakenOrder,
  TaskSighting,
} from '../../server/pipeline/farms/driver/farm-driver.ts';

/** What an order of a test differs in. */
export interface OrderWish {
  readonly key: string;
  /** A program for /bin/sh for each chunk. */
  readonly chunks: readonly string[];
  readonly layer?: Partial<FarmOrder['layer']>;
  readonly job?: Partial<FarmOrder['job']>;
  readonly pool?: string;
  readonly limits?: readonly string[];
}

/** An order of chunks that are a few lines for a shell, in a folder of its own below `share` that all can write into. */
export function orderOf(share: string, { key, chunks, layer, job, pool, limits = [] }: OrderWish): FarmOrder {
  // What a shell, Slurm and a URL each take for something.
  const folder = path.join(share, `${key} it's 100% "ü" $HOME`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  return {
    key,
    job: {
      id: 'job-1',
      name: `A shot, "ü" $HOME 'it'`,
      project: share,
      owner: 'somebody',
      comment: '',
      priority: 50,
      paused: false,
      ...job,
    },
    layer: { name: 'render', retries: 0, successCodes: [0], needs: { memory: 50 * 2 ** 20 }, ...layer },
    tasks: chunks.map((text, index) => ({
      id: `1.${index + 1}`,
      frames: { first: index + 1, last: index + 1 },
      command: { program: '/bin/sh', args: ['-c', text], cwd: folder, environment: { FRAME: `${index + 1}` } },
      outputs: [path.join(folder, `frame.${index + 1}`)],
    })),
    ...(pool !== undefined && { pool }),
    limits,
    folder: { here: folder, there: folder },
  };
}

/** An order as it is known after it was taken. */
export const takenOf = (order: FarmOrder, id: string): TakenOrder => ({
  key: order.key,
  id,
  tasks: order.tasks.map(({ id: task, frames }) => ({ id: task, frames })),
  folder: order.folder,
});

/** The chunks of a sighting in their order; none where the order is forgotten. */
export const chunksOf = (sighting: OrderSighting | undefined): readonly TaskSighting[] =>
  sighting?.kind === 'seen' ? sighting.tasks.toSorted((one, other) => one.task - other.task) : [];
