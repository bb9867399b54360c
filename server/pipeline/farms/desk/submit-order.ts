import { ComplineError } from '../../../protocol/errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import type { TaskChange } from '../../queue/apply-transition.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { TaskRecord } from '../../queue/job-record.ts';
import { farmOrder } from './farm-order.ts';
import { type LineContext, pathsOf } from './line-context.ts';
import { letGo, newAttempt } from './mirror.ts';
import { recordOrder, withOrder } from './order-book.ts';
import { orderFolder, tasksOf, waitingIn } from './order-tasks.ts';

/** Asks a farm to take an order. That it is asked is in the record first. */
export class SubmitOrder {
  readonly #context: LineContext;

  constructor(context: LineContext) {
    this.#context = context;
  }

  /** Hands an order over. Errors: those of the driver but `farm-refused`, which fails the chunks. */
  async submit(id: string, order: OrderRecord): Promise<void> {
    const { jobs, driver, signal, shareNow } = this.#context;
    const job = jobs.get(id);
    const handing = job === undefined ? undefined : job.handing;
    if (job === undefined || handing === undefined) return;
    if (job.head.cancelRequested) return await this.giveUp(id, order);
    const tasks = tasksOf(job, order);
    const [one] = tasks;
    const layer = one === undefined ? undefined : job.layerWith(one.id)?.head;
    if (layer === undefined) return await recordOrder(jobs, id, order.number, { ended: true });
    try {
      const { calls } = driver.capabilities;
      const given = farmOrder({ job: job.head, layer, order, tasks, handing, calls, paths: pathsOf(handing) });
      const folder = orderFolder(handing.root, id, order.number);
      await makeFolders(folder);
      const since = order.since ?? (await shareNow(folder));
      // What it is handed over with, whatever was wished of the job since.
      const { paused, priority } = given.job;
      // Before it is asked: whoever takes up where this ends knows that the farm may have it.
      await recordOrder(jobs, id, order.number, {
        ...{ asked: order.asked + 1, paused, priority },
        ...(since !== undefined && { since }),
      });
      const farmId = await driver.submit(given, signal);
      await recordOrder(jobs, id, order.number, { id: farmId });
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
  async giveUp(id: string, order: OrderRecord): Promise<void> {
    await this.#context.jobs.change(id, (job) => ({
      changes: waitingIn(job, order).map(
        (task): TaskChange => ({
          ...{ task: task.id, event: 'cancel', reason: 'Cancelled.' },
        }),
      ),
      marks: { ...withOrder(job, order.number, { ended: true }), event: 'hand-over' },
    }));
  }
}

/** Errors after which it is not known whether the farm has taken an order, or after which it may yet. */
const HAPPENED: ReadonlySet<string> = new Set([
  'farm-unreachable',
  'farm-credential',
  'share-unreachable',
  'disk-full',
  'internal',
]);
