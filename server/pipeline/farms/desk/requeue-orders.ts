import { ComplineError } from '../../../protocol/errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import type { TaskChange } from '../../queue/apply-transition.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import { type LineContext, takenOf } from './line-context.ts';
import { letGo } from './mirror.ts';
import { openOrders, withOrder } from './order-book.ts';
import { placesIn, tasksOf } from './order-tasks.ts';

/**
 * Has a farm do chunks anew in the jobs that it has, where it can. What is wished is in the record before the farm is asked:
 * a farm that was asked twice does such a chunk once more, and no chunk is forgotten.
 */
export class RequeueOrders {
  readonly #context: LineContext;

  constructor(context: LineContext) {
    this.#context = context;
  }

  /** Asks for what the farm was not asked for yet. Errors: those of the driver but `farm-refused`. */
  async run(id: string): Promise<void> {
    const { jobs, driver, signal, log, shareNow } = this.#context;
    const job = jobs.get(id);
    if (job === undefined || driver.requeue === undefined) return;
    for (const order of openOrders(job)) {
      const taken = takenOf(job, order);
      if (order.requeue === undefined || taken === undefined) continue;
      if (job.head.cancelRequested) {
        // The farm may have been asked before: what it says of these chunks from now on is what has become of them.
        await this.#told(id, order, undefined);
        continue;
      }
      const places = placesIn(job, order, order.requeue);
      try {
        await makeFolders(taken.folder.here);
        const since = await shareNow(taken.folder.here);
        await driver.requeue(taken, places, signal);
        await this.#told(id, order, since);
      } catch (error) {
        if (!ComplineError.is(error, 'farm-refused')) throw error;
        log.info(
          { job: id, error: error.toData() },
          'A farm does chunks of a job not anew: they are handed over again.',
        );
        await this.#takeBack(id, order);
      }
    }
  }

  /** What is there from before `since` is not what the farm does now. */
  async #told(id: string, order: OrderRecord, since: number | undefined): Promise<void> {
    const { number, requeue: tasks = '', anew = [] } = order;
    await this.#context.jobs.change(id, (job) => {
      const again = since === undefined ? {} : { anew: [...anew, { tasks, since }] };
      const marks = withOrder(job, number, { requeue: undefined, ...again });
      return marks === undefined ? undefined : { changes: [], marks: { ...marks, event: 'farm-told' } };
    });
  }

  /** The farm does not have the job any more, or not so that it could: another order is written for the chunks. */
  async #takeBack(id: string, order: OrderRecord): Promise<void> {
    const { jobs, farm } = this.#context;
    await jobs.change(id, (job) => {
      const isMeant = new Set(placesIn(job, order, order.requeue ?? ''));
      const changes = tasksOf(job, order).flatMap((task, place): TaskChange[] =>
        isMeant.has(place) && task.state === 'waiting' && task.farmOrder === order.number
          ? [
              job.head.cancelRequested || task.wish !== undefined
                ? letGo(job, task, farm)
                : { task: task.id, event: 'takeBack' },
            ]
          : [],
      );
      const marks = withOrder(job, order.number, { requeue: undefined, isGone: true });
      return { changes, marks: { ...marks, event: 'hand-over' } };
    });
  }
}

/** The orders in which the farm has chunks that it may do anew, by the ids of these: the last one of each. */
export function ordersToRequeue(job: LiveJob): ReadonlyMap<string, OrderRecord> {
  const orders = new Map<string, OrderRecord>();
  for (const order of job.handing?.orders ?? []) {
    const isThere = order.id !== undefined && order.isGone !== true && order.cancelled !== true;
    for (const { id } of tasksOf(job, order)) {
      if (isThere) orders.set(id, order);
      else orders.delete(id);
    }
  }
  return orders;
}
