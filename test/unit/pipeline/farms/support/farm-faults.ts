import { type Handing, readHanding } from '../../../../../server/pipeline/queue/handing.ts';
import { brokenInvariants } from '../../queue/invariants.ts';
import type { FarmRig } from './farm-rig.ts';

interface Row {
  readonly id: string;
  readonly state: string;
  readonly handing: Handing;
}

/**
 * What is wrong when everything has come to its end: with the record by itself, between the record and the farms, and with
 * what the farms still have. A farm's job is known to the record by its id, there is one for each order, none of its
 * chunks waits or runs, and no task was completed more often than it was asked for.
 */
export function farmFaults({ rig, farms }: FarmRig): string[] {
  const { database, capacity } = rig;
  const rows = database
    .prepare('SELECT id, state, handing FROM jobs WHERE handing IS NOT NULL')
    .all()
    .map(
      ({ id, state, handing }): Row => ({
        id: String(id),
        state: String(state),
        handing: readHanding(String(handing)),
      }),
    );
  const orders = new Map(
    rows.flatMap((row) => row.handing.orders.map((order) => [order.key, { row, order }] as const)),
  );
  const faults = brokenInvariants(database, capacity);
  for (const { id, state } of rows) if (state === 'waiting' || state === 'running') faults.push(`${id} is ${state}`);
  const left = database.prepare('SELECT job, id, farm_order FROM tasks WHERE farm_order IS NOT NULL').all();
  faults.push(...left.map((row) => `a task of a job that has ended is on its farm: ${JSON.stringify(row)}`));
  const seen = new Set<string>();
  for (const farm of new Set(farms.values())) {
    for (const { id, order, tasks, isForgotten } of farm.jobs) {
      const { key } = order;
      const known = orders.get(key);
      if (isForgotten && known?.order.id !== id) continue;
      if (seen.has(key)) faults.push(`${key} is there twice`);
      seen.add(key);
      if (known === undefined) faults.push(`${key} is nowhere in the record`);
      else if (known.order.id !== id) faults.push(`${key} is ${id} on the farm, and ${known.order.id} in the record`);
      const active = tasks.flatMap(({ standing }, at) => (['waiting', 'running'].includes(standing) ? [at] : []));
      if (active.length > 0 && !isForgotten)
        faults.push(`nobody wants the chunks ${active} of ${key}, and it has them`);
    }
  }
  for (const [key, { order }] of orders) {
    if (order.id !== undefined && !seen.has(key)) faults.push(`${key} is not on the farm, but said to be ${order.id}`);
  }
  const twice = database
    .prepare(
      `SELECT job, task, sum(event = 'complete') AS done, sum(event = 'requeue' AND from_state = 'completed') AS again
         FROM events WHERE task IS NOT NULL GROUP BY job, task HAVING done > again + 1`,
    )
    .all();
  return [...faults, ...twice.map((row) => `done more often than asked for: ${JSON.stringify(row)}`)];
}
