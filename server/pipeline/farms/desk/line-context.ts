import type { Platform } from '../../../project/roots.ts';
import type { FarmJobs } from '../../queue/farm-jobs.ts';
import type { Handing, OrderRecord } from '../../queue/handing.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import type { QueueLogger } from '../../queue/queue.ts';
import type { FarmDriver, TakenOrder } from '../driver/farm-driver.ts';
import { FarmPaths } from './farm-paths.ts';
import { orderFolder, takenOrder } from './order-tasks.ts';

/** What everybody at work on one farm has. */
export interface LineContext {
  readonly farm: string;
  readonly driver: FarmDriver;
  readonly jobs: FarmJobs;
  readonly log: QueueLogger;
  /** The time now by the clock of the share that a folder is on, in milliseconds since 1970; undefined where nobody knows. */
  readonly shareNow: (folder: string) => Promise<number | undefined>;
  /** Aborted when the core ends. */
  readonly signal: AbortSignal;
}

/** The paths of a job as its farm calls them. */
export const pathsOf = ({ farm, roots }: Handing): FarmPaths =>
  new FarmPaths(roots, farm.platform satisfies Platform | undefined);

/** An order of a job as the farm that has taken it is asked about it; undefined where none has. */
export function takenOf(job: LiveJob, order: OrderRecord): TakenOrder | undefined {
  const handing = job.handing;
  if (handing === undefined) return undefined;
  const here = orderFolder(handing.root, job.id, order.number);
  return takenOrder(job, order, { here, there: pathsOf(handing).path(here) });
}
