import { ComplineError } from '../../../protocol/errors.ts';
import type { TaskChange } from '../../queue/apply-transition.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import { type LineContext, takenOf } from './line-context.ts';
import { newAttempt } from './mirror.ts';
import { openOrders, openOrdersOf, recordOrder, withOrder } from './order-book.ts';
import { missingOf } from './order-outputs.ts';
import { sinceIn, waitingIn } from './order-tasks.ts';
import type { SubmitOrder } from './submit-order.ts';

/** Finds out about orders that a farm was asked to take: whether it has them, and whether it has them twice. */
export class SettleOrders {
  readonly #context: LineContext;
  readonly #submit: SubmitOrder;

  constructor(context: LineContext, submit: SubmitOrder) {
    this.#context = context;
    this.#submit = submit;
  }

  /** Looks for the orders of a job of which that is not known. Errors: those of the driver but `farm-refused`. */
  async run(id: string): Promise<void> {
    const { driver, signal, jobs } = this.#context;
    for (const order of openOrdersOf(jobs, id)) {
      if (order.asked === 0 || (order.id !== undefined && order.asked === 1)) continue;
      const found = await driver.find(order.key, signal);
      const [first] = found;
      const kept = order.id ?? first;
      if (kept === undefined) {
        await this.#submitAgain(id, order);
        continue;
      }
      if (order.id === undefined) await recordOrder(jobs, id, order.number, { id: kept });
      await this.#cancelOthers(
        id,
        order.number,
        found.filter((it) => it !== kept),
      );
    }
  }

  async #submitAgain(id: string, order: OrderRecord): Promise<void> {
    const job = this.#context.jobs.get(id);
    if (job === undefined) return;
    if (job.head.cancelRequested) await this.#submit.giveUp(id, order);
    else if (!(await this.#isRendered(job, order))) await this.#submit.submit(id, order);
  }

  /**
   * A farm that does not know an order may have taken it, rendered it and forgotten it while nobody looked: the frames on
   * disk say so. What they show is completed, and the rest is handed over in another order. True where there was any.
   */
  async #isRendered(job: LiveJob, order: OrderRecord): Promise<boolean> {
    const { jobs } = this.#context;
    // What was rendered before is there from before, and proves nothing.
    const wanted = waitingIn(job, order).filter(({ outputs, attempts }) => outputs.length > 0 && attempts.length === 0);
    const whole = job.head.kind === 'render';
    const missing =
      order.since === undefined ? undefined : await missingOf(wanted, { sinceOf: sinceIn(job, order), whole });
    const done = new Set(wanted.flatMap(({ id }) => (missing === undefined || missing.has(id) ? [] : [id])));
    if (done.size === 0) return false;
    await jobs.change(job.id, (now) => {
      const waiting = waitingIn(now, order);
      const begun = waiting.flatMap((task) =>
        done.has(task.id) ? [{ task: task.id, attempt: newAttempt(now, task, {}, jobs) }] : [],
      );
      const { now: endedAt } = jobs.stamp();
      return {
        changes: [
          ...waiting.flatMap(({ id }): TaskChange[] => (done.has(id) ? [] : [{ task: id, event: 'takeBack' }])),
          ...begun.map(({ task, attempt }): TaskChange => ({ task, event: 'start', attempt })),
        ],
        next: begun.map(
          ({ task, attempt }): TaskChange => ({
            ...{ task, event: 'complete' },
            attempt: { ...attempt, state: 'completed', endedAt },
          }),
        ),
        marks: { ...withOrder(now, order.number, { ended: true, isGone: true }), event: 'hand-over' },
      };
    });
    return true;
  }

  async #cancelOthers(id: string, number: number, others: readonly string[]): Promise<void> {
    const { driver, signal, jobs, log } = this.#context;
    const job = jobs.get(id);
    const order = job === undefined ? undefined : openOrders(job).find((it) => it.number === number);
    const taken = job === undefined || order === undefined ? undefined : takenOf(job, order);
    for (const other of taken === undefined ? [] : others) {
      log.error(
        { job: id, order: number, farm: other },
        'A job was there twice on its farm: the younger is cancelled.',
      );
      if (taken === undefined) continue;
      await driver.control({ ...taken, id: other }, { action: 'cancel' }, signal).catch((error: unknown) => {
        // It has ended by itself in between.
        if (!ComplineError.is(error, 'farm-refused')) throw error;
      });
    }
  }
}
