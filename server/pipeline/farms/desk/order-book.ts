import type { JobMarks } from '../../queue/apply-transition.ts';
import type { FarmJobs } from '../../queue/farm-jobs.ts';
import type { Handing, OrderRecord } from '../../queue/handing.ts';
import type { LiveJob } from '../../queue/live-job.ts';

/** The orders of a job of which something is still expected. */
export function openOrders(job: LiveJob): readonly OrderRecord[] {
  return job.handing?.orders.filter(({ ended }) => ended !== true) ?? [];
}

/** The same by the id of the job; none where it has ended. */
export function openOrdersOf(jobs: FarmJobs, id: string): readonly OrderRecord[] {
  const job = jobs.get(id);
  return job === undefined ? [] : openOrders(job);
}

/** Adds orders to what is recorded of a job, or puts them in the place of those with their numbers. */
export function withOrders(job: LiveJob, orders: readonly OrderRecord[]): JobMarks {
  const { handing } = job;
  if (handing === undefined) return {};
  const changed = new Map(orders.map((order) => [order.number, order]));
  const kept = handing.orders.map((order) => changed.get(order.number) ?? order);
  const known = new Set(kept.map(({ number }) => number));
  return written({ ...handing, orders: [...kept, ...orders.filter(({ number }) => !known.has(number))] });
}

/** Changes what is recorded of one order; undefined where the job does not have it. */
export function withOrder(job: LiveJob, number: number, change: Partial<OrderRecord>): JobMarks | undefined {
  const { handing } = job;
  if (handing === undefined || !handing.orders.some((it) => it.number === number)) return undefined;
  return written({
    ...handing,
    orders: handing.orders.map((order) => (order.number === number ? { ...order, ...change } : order)),
  });
}

/** Records something of an order; nothing where the job has ended or does not have it. */
export async function recordOrder(
  jobs: FarmJobs,
  id: string,
  number: number,
  change: Partial<OrderRecord>,
): Promise<void> {
  await jobs.change(id, (job) => {
    const marks = withOrder(job, number, change);
    return marks === undefined ? undefined : { changes: [], marks: { ...marks, event: 'hand-over' } };
  });
}

const written = (handing: Handing): JobMarks => ({ handing: JSON.stringify(handing) });
