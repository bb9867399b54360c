import type { LineContext } from './line-context.ts';
import { openOrdersOf } from './order-book.ts';
import { SettleOrders } from './settle-orders.ts';
import { SubmitOrder } from './submit-order.ts';
import { WriteOrders } from './write-orders.ts';

/**
 * Hands chunks over. An order is written into the job's record before the farm is asked; whether the farm has it is found
 * by its key before it is asked again, so that no crash and no lost answer makes two jobs of it; should a request have
 * been overtaken all the same, the younger job is cancelled when it is seen.
 */
export class HandOver {
  readonly #context: LineContext;
  readonly #settle: SettleOrders;
  readonly #write: WriteOrders;
  readonly #submit: SubmitOrder;

  constructor(context: LineContext) {
    this.#context = context;
    this.#submit = new SubmitOrder(context);
    this.#settle = new SettleOrders(context, this.#submit);
    this.#write = new WriteOrders(context);
  }

  /** Hands over what of a job waits and can go, and settles what is not known of earlier orders. Errors: those of the
   * driver but `farm-refused`, which fails the chunks. */
  async run(id: string): Promise<void> {
    await this.#settle.run(id);
    await this.#write.run(id);
    for (const order of openOrdersOf(this.#context.jobs, id)) {
      if (order.id === undefined && order.asked === 0) await this.#submit.submit(id, order);
    }
  }
}
