import { ComplineError } from '../../../protocol/errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import type { TaskChange } from '../../queue/apply-transition.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { TaskRecord } from '../../queue/job-record.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import { cutOrders } from './cut-orders.ts';
import { farmOrder } from './farm-order.ts';
import { type LineContext, pathsOf, takenOf } from './line-context.ts';
import { letGo, newAttempt } from './mirror.ts';
import { openOrders, withOrder, withOrders } from './order-book.ts';
import { missingOf } from './order-outputs.ts';
import { orderFolder, sinceIn, tasksOf, tasksText } from './order-tasks.ts';
import { ordersToRequeue } from './requeue-orders.ts';

/**
 * Hands chunks over. An order is written into the job's record before the farm is asked; whether the farm has it is found
 * by its key before it is asked again, so that no crash and no lost answer makes two jobs of it; should a request have
 * been overtaken all the same, the younger job is cancelled when it is seen.
 */
export class HandOver {
  readonly #context: LineContext;

  constructor(context: LineContext) {
    this.#context = context;
  }

  /** Hands over what of a job waits and can go, and settles what is not known of earlier orders. Errors: those of the
   * driver but `farm-refused`, which fails the chunks. */
  async run(id: string): Promise<void> {
    await this.#settle(id);
    await this.#order(id);
    for (const order of this.#open(id)) if (order.id === undefined && order.asked === 0) await this.#submit(id, order);
  }

  #open(id: string): readonly OrderRecord[] {
    const job = this.#context.jobs.get(id);
    return job === undefined ? [] : openOrders(job);
  }

  /** Orders that a farm was asked to take and of which it is not known whether it has, or has them twice. */
  async #settle(id: string): Promise<void> {
    const { driver, signal } = this.#context;
    for (const order of this.#open(id)) {
      if (order.asked === 0 || (order.id !== undefined && order.asked === 1)) continue;
      const found = await driver.find(order.key, signal);
      const [first] = found;
      const kept = order.id ?? first;
      if (kept === undefined) {
        await this.#submitAgain(id, order);
        continue;
      }
      if (order.id === undefined) await this.#record(id, order.number, { id: kept });
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
    if (job.head.cancelRequested) await this.#giveUp(id, order);
    else if (!(await this.#isRendered(job, order))) await this.#submit(id, order);
  }

  /**
   * A farm that does not know an order may have taken it, rendered it and forgotten it while nobody looked: the frames on
   * disk say so. What they show is completed, and the rest is handed over in another order. True where there was any.
   */
  async #isRendered(job: LiveJob, order: OrderRecord): Promise<boolean> {
    const { jobs } = this.#context;
    // What was rendered before is there from before, and proves nothing.
    const wanted = this.#waitingIn(job, order).filter(
      ({ outputs, attempts }) => outputs.length > 0 && attempts.length === 0,
    );
    const whole = job.head.kind === 'render';
    const missing =
      order.since === undefined ? undefined : await missingOf(wanted, { sinceOf: sinceIn(job, order), whole });
    const done = new Set(wanted.flatMap(({ id }) => (missing === undefined || missing.has(id) ? [] : [id])));
    if (done.size === 0) return false;
    await jobs.change(job.id, (now) => {
      const waiting = this.#waitingIn(now, order);
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

  /** Writes orders for what waits in no order. */
  async #order(id: string): Promise<void> {
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

  async #submit(id: string, order: OrderRecord): Promise<void> {
    const { jobs, driver, signal, shareNow } = this.#context;
    const job = jobs.get(id);
    const handing = job === undefined ? undefined : job.handing;
    if (job === undefined || handing === undefined) return;
    if (job.head.cancelRequested) return await this.#giveUp(id, order);
    const tasks = tasksOf(job, order);
    const [one] = tasks;
    const layer = one === undefined ? undefined : job.layerWith(one.id)?.head;
    if (layer === undefined) return await this.#record(id, order.number, { ended: true });
    try {
      const { calls } = driver.capabilities;
      const given = farmOrder({ job: job.head, layer, order, tasks, handing, calls, paths: pathsOf(handing) });
      const folder = orderFolder(handing.root, id, order.number);
      await makeFolders(folder);
      const since = order.since ?? (await shareNow(folder));
      // What it is handed over with, whatever was wished of the job since.
      const { paused, priority } = given.job;
      // Before it is asked: whoever takes up where this ends knows that the farm may have it.
      await this.#record(id, order.number, {
        ...{ asked: order.asked + 1, paused, priority },
        ...(since !== undefined && { since }),
      });
      const farmId = await driver.submit(given, signal);
      await this.#record(id, order.number, { id: farmId });
    } catch (error) {
      // Where the core ends in the middle of it, nobody has said no.
      if (signal.aborted || !ComplineError.is(error) || HAPPENED.has(error.code)) throw error;
      await this.#refused(id, order, error.message);
    }
  }

  /** A farm that has said no will not say yes another time: the chunks have failed. */
  async #refused(id: string, order: OrderRecord, reason: string): Promise<void> {
    const { jobs, farm } = this.#context;
    await jobs.change(id, (job) => {
      const tasks = tasksOf(job, order).filter(({ farmOrder: number }) => number === order.number);
      const isUnwanted = (task: TaskRecord) => job.head.cancelRequested || task.wish !== undefined;
      const waiting = tasks.filter(({ state }) => state === 'waiting');
      const begun = waiting
        .filter((task) => !isUnwanted(task))
        .map((task) => ({ task, attempt: newAttempt(job, task, {}, jobs) }));
      // A core that ended in the middle of this has left them begun.
      const left = tasks.flatMap((task) => {
        const attempt = task.attempts.at(-1);
        return task.state === 'running' && attempt !== undefined ? [{ task, attempt }] : [];
      });
      const { now } = jobs.stamp();
      return {
        changes: [
          ...waiting.filter(isUnwanted).map((task) => letGo(job, task, farm)),
          ...begun.map(({ task, attempt }): TaskChange => ({ task: task.id, event: 'start', attempt })),
        ],
        next: [...left, ...begun].map(
          ({ task, attempt }): TaskChange => ({
            ...{ task: task.id, event: 'fail', reason },
            attempt: { ...attempt, state: 'failed', endedAt: now, reason },
          }),
        ),
        marks: { ...withOrder(job, order.number, { ended: true }), event: 'farm-refused' },
      };
    });
  }

  /** The job is cancelled, and the farm does not have this of it. */
  async #giveUp(id: string, order: OrderRecord): Promise<void> {
    await this.#context.jobs.change(id, (job) => ({
      changes: this.#waitingIn(job, order).map(
        (task): TaskChange => ({
          ...{ task: task.id, event: 'cancel', reason: 'Cancelled.' },
        }),
      ),
      marks: { ...withOrder(job, order.number, { ended: true }), event: 'hand-over' },
    }));
  }

  #waitingIn(job: LiveJob, order: OrderRecord): TaskRecord[] {
    return tasksOf(job, order).filter(({ state, farmOrder: number }) => state === 'waiting' && number === order.number);
  }

  async #record(id: string, number: number, change: Partial<OrderRecord>): Promise<void> {
    await this.#context.jobs.change(id, (job) => {
      const marks = withOrder(job, number, change);
      return marks === undefined ? undefined : { changes: [], marks: { ...marks, event: 'hand-over' } };
    });
  }
}

/** Errors after which it is not known whether the farm has taken an order, or after which it may yet. */
const HAPPENED: ReadonlySet<string> = new Set(['farm-unreachable', 'farm-credential', 'disk-full', 'internal']);
