import { ComplineError } from '../../../protocol/errors.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import type { OrderCommand } from '../driver/farm-driver.ts';
import { type LineContext, takenOf } from './line-context.ts';
import { openOrders, withOrder } from './order-book.ts';

const TOLD = ['paused', 'priority', 'cancelled'] as const;
type Told = Partial<Pick<OrderRecord, (typeof TOLD)[number]>>;

interface Wish {
  readonly command: OrderCommand;
  readonly told: Told;
  /** What is not known any more from the moment on in which the farm is asked. */
  readonly open?: Told;
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
    const wishes: Wish[] = [
      { command: { action: paused ? 'pause' : 'resume' }, told: { paused }, open: { paused: undefined } },
      { command: { action: 'priority', priority }, told: { priority }, open: { priority: undefined } },
    ];
    return wishes.filter(
      ({ command: { action }, told }) => action !== 'cancel' && controls.has(action) && !isSo(order, told),
    );
  }

  async #tell(job: LiveJob, order: OrderRecord, { command, told, open }: Wish): Promise<void> {
    const { driver, signal, log } = this.#context;
    const taken = takenOf(job, order);
    if (taken === undefined) return;
    // An answer may be lost, and the opposite be wished before it is asked for again.
    if (open !== undefined) await this.#note(job.id, order, open);
    try {
      await driver.control(taken, command, signal);
    } catch (error) {
      // It has ended in between, or never could do this: what has become of it is told when it is looked at.
      if (!ComplineError.is(error, 'farm-refused')) throw error;
      log.error({ error: error.toData(), job: job.id }, 'The farm refused what was wished of a job.');
    }
    await this.#note(job.id, order, told);
  }

  async #note(id: string, { number }: OrderRecord, change: Told): Promise<void> {
    await this.#context.jobs.change(id, (job) => {
      const known = job.handing?.orders.find((it) => it.number === number);
      const marks = known === undefined || isSo(known, change) ? undefined : withOrder(job, number, change);
      return marks === undefined ? undefined : { changes: [], marks: { ...marks, event: 'farm-told' } };
    });
  }
}

/** True where an order is on record as that says already. */
const isSo = (order: OrderRecord, change: Told): boolean =>
  TOLD.every((name) => !(name in change) || order[name] === change[name]);
