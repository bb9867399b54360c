import { ComplineError } from '../../../protocol/errors.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import type { OrderCommand } from '../driver/farm-driver.ts';
import { type LineContext, takenOf } from './line-context.ts';
import { openOrders, withOrder } from './order-book.ts';

interface Wish {
  readonly command: OrderCommand;
  readonly told: Partial<OrderRecord>;
}

/** Tells a farm what is wished of its jobs by now: that they wait, go on, come sooner, or end. */
export class TellOrders {
  readonly #context: LineContext;

  constructor(context: LineContext) {
    this.#context = context;
  }

  /** Tells what the farm was not told yet. Errors: those of the driver but `farm-refused`. */
  async run(id: string): Promise<void> {
    const { jobs } = this.#context;
    const job = jobs.get(id);
    if (job === undefined) return;
    for (const order of openOrders(job)) {
      if (order.id === undefined) continue;
      for (const wish of this.#wishes(job, order)) await this.#tell(job, order, wish);
    }
  }

  #wishes({ head }: LiveJob, order: OrderRecord): Wish[] {
    const { controls } = this.#context.driver.capabilities;
    if (head.cancelRequested) {
      return order.cancelled === true ? [] : [{ command: { action: 'cancel' }, told: { cancelled: true } }];
    }
    const { paused, priority } = head;
    const action = paused ? 'pause' : 'resume';
    return [
      ...(controls.has(action) && (order.paused ?? false) !== paused
        ? [{ command: { action }, told: { paused } } as const]
        : []),
      ...(controls.has('priority') && order.priority !== priority
        ? [{ command: { action: 'priority', priority }, told: { priority } } as const]
        : []),
    ];
  }

  async #tell(job: LiveJob, order: OrderRecord, { command, told }: Wish): Promise<void> {
    const { driver, jobs, signal, log } = this.#context;
    const taken = takenOf(job, order);
    if (taken === undefined) return;
    try {
      await driver.control(taken, command, signal);
    } catch (error) {
      // It has ended in between, or never could do this: what has become of it is told when it is looked at.
      if (!ComplineError.is(error, 'farm-refused')) throw error;
      log.error({ error: error.toData(), job: job.id }, 'The farm refused what was wished of a job.');
    }
    await jobs.change(job.id, (now) => {
      const marks = withOrder(now, order.number, told);
      return marks === undefined ? undefined : { changes: [], marks: { ...marks, event: 'farm-told' } };
    });
  }
}
