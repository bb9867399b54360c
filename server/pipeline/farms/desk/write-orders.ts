import type { TaskChange } from '../../queue/apply-transition.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import { cutOrders } from './cut-orders.ts';
import type { LineContext } from './line-context.ts';
import { withOrders } from './order-book.ts';
import { tasksText } from './order-tasks.ts';
import { ordersToRequeue } from './requeue-orders.ts';

/** Writes orders into the records of jobs, before any farm hears of them. */
export class WriteOrders {
  readonly #context: LineContext;

  constructor(context: LineContext) {
    this.#context = context;
  }

  /** Writes orders for what waits in no order. */
  async run(id: string): Promise<void> {
    const { jobs, driver } = this.#context;
    if (jobs.get(id)?.head.tasks.waiting === 0) return;
    await jobs.change(id, (job) => {
      const handing = job.handing;
      if (handing === undefined) return undefined;
      const anew = this.#anew(job);
      const isAnew = new Set(anew.flatMap(({ tasks }) => tasks));
      const cut = jobs.ready(id).flatMap(({ layer, tasks }) => {
        const records = tasks.flatMap((it) => (isAnew.has(it) ? [] : (job.task(it) ?? [])));
        return cutOrders(records, driver.capabilities).map((order) => ({ layer, tasks: order.tasks }));
      });
      if (cut.length + anew.length === 0) return undefined;
      const orders = cut.map(({ layer, tasks }, index): OrderRecord => {
        const number = handing.orders.length + index + 1;
        const ids = tasks.map((it) => it.id);
        return { number, key: `${id}-${number}`, layer, tasks: tasksText(ids), asked: 0 };
      });
      const changes = cut.flatMap(({ tasks }, index) =>
        tasks.map(
          (task): TaskChange => ({ task: task.id, event: 'handOver', order: handing.orders.length + index + 1 }),
        ),
      );
      const again = anew.flatMap(({ order, tasks }) =>
        tasks.map((task): TaskChange => ({ task, event: 'handOver', order: order.number })),
      );
      const reopened = anew.map(({ order, tasks }) => ({ ...order, ended: false, requeue: tasksText(tasks) }));
      return {
        changes: [...changes, ...again],
        marks: { ...withOrders(job, [...reopened, ...orders]), event: 'hand-over' },
      };
    });
  }

  /** Chunks that the farm has done before and can do anew in the same job. */
  #anew(job: LiveJob): { readonly order: OrderRecord; readonly tasks: readonly string[] }[] {
    const { jobs, driver } = this.#context;
    if (driver.requeue === undefined) return [];
    const again = jobs
      .ready(job.id)
      .flatMap(({ tasks }) => tasks)
      .filter((task) => job.task(task)?.attempts.length !== 0);
    if (again.length === 0) return [];
    const orders = ordersToRequeue(job);
    const found = again.flatMap((task) => {
      const order = orders.get(task);
      return order === undefined || order.requeue !== undefined ? [] : [{ order, task }];
    });
    return [...Map.groupBy(found, ({ order }) => order)].map(([order, all]) => ({
      order,
      tasks: all.map(({ task }) => task),
    }));
  }
}
