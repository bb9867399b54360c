import type { Reservation } from '../../protocol/system.ts';
import type { FoundGpu } from './read-gpus.ts';

/** What renders may use of a machine. */
export interface RenderShare {
  /** Threads of all calls together; one at least. */
  readonly threads: number;
  readonly threadsReserved: number;
  /** GPUs by the driver's numbers. */
  readonly gpus: readonly number[];
  readonly gpusReserved: readonly number[];
}

/** Of so many threads one is kept where nobody says how many. */
const OF_EACH = 8;

/**
 * Divides a machine between those who work at it and its renders. Where nothing is said, an eighth of the threads is
 * kept, and of two or more GPUs the one with the screen, else the first.
 */
export function shareOf(
  machine: { readonly threads: number; readonly gpus: readonly Pick<FoundGpu, 'id' | 'hasDisplay'>[] },
  reservation: Reservation,
): RenderShare {
  const { threads, gpus } = machine;
  const wanted = reservation.threads ?? Math.floor(threads / OF_EACH);
  const threadsReserved = Math.min(wanted, Math.max(0, threads - 1));
  const ids = gpus.map(({ id }) => id);
  const kept = reservation.gpus ?? standardGpus(gpus);
  return {
    threads: Math.max(1, threads - threadsReserved),
    threadsReserved,
    gpus: ids.filter((id) => !kept.includes(id)),
    gpusReserved: ids.filter((id) => kept.includes(id)),
  };
}

function standardGpus(gpus: readonly Pick<FoundGpu, 'id' | 'hasDisplay'>[]): readonly number[] {
  if (gpus.length < 2) return [];
  const kept = gpus.find(({ hasDisplay }) => hasDisplay === true) ?? gpus[0];
  return kept === undefined ? [] : [kept.id];
}
