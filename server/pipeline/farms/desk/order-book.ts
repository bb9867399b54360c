import type { JobMarks } from '../../queue/apply-transition.ts';
import type { Handing, OrderRecord } from '../../queue/handing.ts';
import type { LiveJob } from '../../queue/live-job.ts';

/** The orders of a job of which something is still expected. */
export function openOrders(job: LiveJob): readonly OrderRecord[] {
  return job.handing?.orders.filter(({ ended }) => ended !== true) ?? [];
}

/** Adds orders to what is recorded of a job. */
export function withNewOrders(job: LiveJob, orders: readonly OrderRecord[]): JobMarks {
  const { handing } = job;
  return handing === undefined ? {} : written({ ...handing, orders: [...handing.orders, ...orders] });
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

const written = (handing: Handing): JobMarks => ({ handing: JSON.stringify(handing) });
