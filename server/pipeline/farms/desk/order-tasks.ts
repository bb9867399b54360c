import path from 'node:path';
import { FrameList } from '../../../formats/frames/frame-list.ts';
import { parseFrames, printFrames } from '../../../formats/frames/parse-frames.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { TaskRecord } from '../../queue/job-record.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import type { TakenOrder } from '../driver/farm-driver.ts';

/** The ids of tasks of one layer as text: their numbers in it, `1-100,103`. */
export function tasksText(ids: readonly string[]): string {
  const printed = printFrames(FrameList.ofFrames(ids.map((id) => Number(id.split('.')[1]))));
  return 'refused' in printed ? '' : printed.text;
}

/** The tasks of an order, in its order; those that the job does not have are left out. */
export function tasksOf(job: LiveJob, order: Pick<OrderRecord, 'layer' | 'tasks'>): TaskRecord[] {
  const layer = job.layers.findIndex(({ head }) => head.name === order.layer) + 1;
  return [...(parseFrames(order.tasks).frames ?? [])].flatMap((number) => job.task(`${layer}.${number}`) ?? []);
}

/** The moment before which nothing that is there is what an order has rendered, by the tasks of it; milliseconds since 1970
 * by the clock of the share. */
export function sinceIn(job: LiveJob, order: OrderRecord): (task: TaskRecord) => number | undefined {
  const moments = new Map<string, number>();
  for (const { tasks, since } of order.anew ?? []) {
    for (const { id } of tasksOf(job, { layer: order.layer, tasks })) moments.set(id, since);
  }
  return ({ id }) => moments.get(id) ?? order.since;
}

/** The places in an order of tasks of it, written as `tasksText` writes them. */
export function placesIn(job: LiveJob, order: OrderRecord, tasks: string): number[] {
  const meant = new Set(tasksOf(job, { layer: order.layer, tasks }).map(({ id }) => id));
  return tasksOf(job, order).flatMap(({ id }, place) => (meant.has(id) ? [place] : []));
}

/** The tasks of an order that wait, in this order and no other. */
export function waitingIn(job: LiveJob, order: OrderRecord): TaskRecord[] {
  return tasksOf(job, order).filter(({ state, farmOrder: number }) => state === 'waiting' && number === order.number);
}

/** The folder of an order on the share. */
export function orderFolder(root: string, job: string, number: number): string {
  return path.join(root, '.compline', 'farm', job, String(number));
}

/** An order as the farm that has taken it is asked about it; undefined where none has. */
export function takenOrder(job: LiveJob, order: OrderRecord, folder: TakenOrder['folder']): TakenOrder | undefined {
  if (order.id === undefined) return undefined;
  const tasks = tasksOf(job, order).map(({ id, frames }) => ({ id, frames }));
  return { key: order.key, id: order.id, tasks, folder };
}
