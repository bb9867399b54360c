import { rmdir } from 'node:fs/promises';
import path from 'node:path';
import { ComplineError } from '../../../protocol/errors.ts';
import { removeFolder } from '../../files/remove-folder.ts';
import type { OrderRecord } from '../../queue/handing.ts';
import type { TaskRecord } from '../../queue/job-record.ts';
import type { LiveJob } from '../../queue/live-job.ts';
import type { OrderSighting, TaskSighting } from '../driver/farm-driver.ts';
import { bringLog } from './bring-log.ts';
import { KnownSightings } from './known-sightings.ts';
import { type LineContext, takenOf } from './line-context.ts';
import { isAnotherRun, type Mirrored, mirrorForgotten, mirrorSighting } from './mirror.ts';
import { openOrders, withOrder } from './order-book.ts';
import { missingOf } from './order-outputs.ts';
import { placesIn, sinceIn, tasksOf } from './order-tasks.ts';

/** Looks so often for outputs that a farm says are there: shares show new files late. */
const LOOKS_FOR_OUTPUTS = 5;

/** A farm that goes on with a chunk all the same is asked again after so many looks. */
const PASSES_BETWEEN_CANCELS = 5;

/** Asks a farm about the orders that it has, and puts what it says into the jobs' records. */
export class FollowOrders {
  readonly #context: LineContext;
  /** How often the outputs of a chunk were looked for in vain, by order and task. */
  readonly #looks = new Map<string, number>();
  readonly #known = new KnownSightings();
  /** The pass in which the farm was asked last to cancel a chunk, by order and task. */
  readonly #asked = new Map<string, number>();
  #pass = 0;

  constructor(context: LineContext) {
    this.#context = context;
  }

  /** Asks about all orders of these jobs in one question. True where anything has changed. Errors: those of the driver. */
  async run(ids: readonly string[]): Promise<boolean> {
    const { driver, jobs, signal } = this.#context;
    const asked = ids.flatMap((id) => {
      const job = jobs.get(id);
      return (job === undefined ? [] : openOrders(job)).flatMap((order) => {
        const taken = job === undefined ? undefined : takenOf(job, order);
        return taken === undefined ? [] : [{ id, order, taken }];
      });
    });
    if (asked.length === 0) return false;
    this.#pass += 1;
    const sightings = await driver.look(
      asked.map(({ taken }) => taken),
      signal,
    );
    let hasChanged = false;
    for (const { id, order } of asked) {
      const sighting = sightings.get(order.key);
      if (sighting !== undefined && (await this.#take(id, order, sighting))) hasChanged = true;
    }
    return hasChanged;
  }

  /** Why waiting tasks of a job wait, as the farm says, by their ids. */
  reasons(job: LiveJob): ReadonlyMap<string, string> {
    const reasons = new Map<string, string>();
    for (const order of openOrders(job)) {
      const said = this.#known.reasons(order.key);
      if (said.size === 0) continue;
      for (const [place, { id, farmOrder }] of tasksOf(job, order).entries()) {
        const reason = said.get(place);
        if (reason !== undefined && farmOrder === order.number) reasons.set(id, reason);
      }
    }
    return reasons;
  }

  /** Brings what the newest attempts at tasks have printed so far. */
  async bringLogs(id: string, task?: string): Promise<void> {
    const job = this.#context.jobs.get(id);
    if (job === undefined) return;
    for (const order of openOrders(job)) {
      const running = tasksOf(job, order).filter(
        (it) => it.farmOrder === order.number && it.state === 'running' && (task === undefined || it.id === task),
      );
      await this.#bring(
        job,
        order,
        running.map((it) => it.id),
      );
    }
  }

  async #take(id: string, order: OrderRecord, sighting: OrderSighting): Promise<boolean> {
    const { jobs } = this.#context;
    const job = jobs.get(id);
    if (job === undefined) return false;
    const { revision } = job.head;
    const tasks = tasksOf(job, order);
    const told = this.#known.take(order.key, sighting, tasks.length);
    // Of a job that is being cancelled nothing more may come: what was said last holds.
    const all = told !== undefined && job.head.cancelRequested ? this.#known.all(order.key) : told;
    // What is said of chunks that are to be done anew is of before.
    const before = new Set(order.requeue === undefined ? [] : placesIn(job, order, order.requeue));
    const said = before.size === 0 ? all : all?.filter(({ task }) => !before.has(task));
    const looked = await this.#lookAtOutputs(job, order, said);
    // It may be there again, and its frames may show, when it is asked about next.
    if (looked === 'awaited') return false;
    const { seen, missing } = looked;
    const mirrored: { made?: Mirrored } = {};
    const parts = { order, farm: this.#context.farm, retries: this.#context.driver.capabilities.retries, missing };
    const anew = seen?.filter((it) => isAnew(tasks[it.task], order, it)) ?? [];
    const about = { ...parts, logFolder: jobs.logFolder, stamp: () => jobs.stamp() };
    if (anew.length > 0) await jobs.change(id, (now) => mirrorSighting(now, takenBack(anew), about));
    await jobs.change(id, (now) => {
      const made = seen === undefined ? mirrorForgotten(now, about) : mirrorSighting(now, seen, about);
      mirrored.made = made;
      const gone = seen === undefined ? withOrder(now, order.number, { isGone: true }) : undefined;
      if (made.changes.length + made.next.length === 0) return undefined;
      return gone === undefined ? made : { ...made, marks: { ...gone, event: 'farm-told' } };
    });
    for (const { task, framesDone } of this.#named(job, order, seen ?? [])) {
      if (framesDone !== undefined && job.task(task)?.state === 'running') jobs.progress(job, task, framesDone);
    }
    this.#known.applied(order.key, seen ?? []);
    const { changes = [], next = [] } = mirrored.made ?? {};
    const over = [...changes, ...next].filter(({ attempt }) => attempt !== undefined && attempt.state !== 'running');
    await this.#bring(
      job,
      order,
      over.map(({ task }) => task),
    );
    await this.#cancelStrays(job, order);
    await this.#endOrder(job, order);
    return job.head.revision !== revision;
  }

  /** Chunks that are said to be completed count once their outputs are there: the frames on disk have the last word. */
  async #lookAtOutputs(job: LiveJob, order: OrderRecord, said: readonly TaskSighting[] | undefined) {
    const all = tasksOf(job, order);
    const isOpen = (task: TaskRecord | undefined): task is TaskRecord =>
      task?.farmOrder === order.number && !job.head.cancelRequested && task.wish === undefined;
    const completed =
      said === undefined
        ? all.filter(isOpen)
        : said
            .filter(({ standing }) => standing === 'completed')
            .map(({ task }) => all[task])
            .filter(isOpen);
    const missing = await missingOf(completed, { sinceOf: sinceIn(job, order), whole: job.head.kind === 'render' });
    if (said === undefined) {
      const isDone = completed.every(({ id, outputs }) => outputs.length > 0 && !missing.has(id));
      return !isDone && this.#isLookedForAgain(order.key) ? 'awaited' : { seen: undefined, missing };
    }
    this.#looks.delete(order.key);
    const isAwaited = (task: TaskRecord | undefined): boolean =>
      task !== undefined && missing.has(task.id) && this.#isLookedForAgain(`${order.key}/${task.id}`);
    for (const { id } of completed) if (!missing.has(id)) this.#looks.delete(`${order.key}/${id}`);
    const seen = said.filter(({ task, standing }) => standing !== 'completed' || !isAwaited(all[task]));
    return { seen, missing };
  }

  /** Something was looked for in vain: true where it is to be looked for once more. */
  #isLookedForAgain(key: string): boolean {
    const looks = (this.#looks.get(key) ?? 0) + 1;
    if (looks < LOOKS_FOR_OUTPUTS) this.#looks.set(key, looks);
    else this.#looks.delete(key);
    return looks < LOOKS_FOR_OUTPUTS;
  }

  /** Chunks that the farm still has and nobody wants: cancelled, skipped, or put back to be rendered anew. */
  async #cancelStrays(job: LiveJob, order: OrderRecord): Promise<void> {
    const all = tasksOf(job, order);
    const isWanted = (record: TaskRecord | undefined): boolean =>
      record?.farmOrder === order.number && record.wish === undefined && !job.head.cancelRequested;
    const tasks = this.#known
      .active(order.key)
      .filter((task) => !isWanted(all[task]) && this.#mayAsk(`${order.key}/${task}`));
    const taken = takenOf(job, order);
    if (tasks.length === 0 || taken === undefined) return;
    const { driver, signal, log } = this.#context;
    const isAll = tasks.length === all.length;
    await driver.control(taken, { action: 'cancel', ...(!isAll && { tasks }) }, signal).catch((error: unknown) => {
      // They have ended in between: what has become of them is told when they are looked at.
      if (!ComplineError.is(error, 'farm-refused')) throw error;
      log.info({ job: job.id, error: error.toData() }, 'The farm refused to cancel chunks.');
    });
  }

  #mayAsk(chunk: string): boolean {
    const last = this.#asked.get(chunk);
    if (last !== undefined && this.#pass - last < PASSES_BETWEEN_CANCELS) return false;
    this.#asked.set(chunk, this.#pass);
    return true;
  }

  /** Nothing more is expected of an order that none of the chunks is in. */
  async #endOrder(job: LiveJob, order: OrderRecord): Promise<void> {
    const all = tasksOf(job, order);
    if (all.some(({ farmOrder }) => farmOrder === order.number) || this.#known.active(order.key).length > 0) return;
    this.#known.forget(order.key);
    for (let task = 0; task < all.length; task += 1) this.#asked.delete(`${order.key}/${task}`);
    const { jobs, log } = this.#context;
    const taken = takenOf(job, order);
    await jobs.change(job.id, (now) => {
      const marks = withOrder(now, order.number, { ended: true });
      return marks === undefined ? undefined : { changes: [], marks: { ...marks, event: 'hand-over' } };
    });
    if (taken === undefined) return;
    try {
      await removeFolder(taken.folder.here);
      // The folder of the job, and that of all jobs, where they are empty by now.
      const ofJob = path.dirname(taken.folder.here);
      for (const folder of [ofJob, path.dirname(ofJob)]) await rmdir(folder).catch(() => undefined);
    } catch (error) {
      log.error({ error, job: job.id }, 'The folder of an order could not be removed.');
    }
  }

  /** A log that cannot be had ends nothing. */
  async #bring(job: LiveJob, order: OrderRecord, tasks: readonly string[]): Promise<void> {
    const { driver, signal, log } = this.#context;
    const taken = tasks.length === 0 ? undefined : takenOf(job, order);
    if (taken === undefined) return;
    const places = new Map(taken.tasks.map(({ id }, place) => [id, place]));
    for (const task of tasks) {
      const place = places.get(task);
      const attempt = job.task(task)?.attempts.at(-1);
      if (attempt === undefined || place === undefined) continue;
      try {
        const found = await driver.log(taken, place, signal);
        if (found !== undefined) await bringLog(found, attempt.log);
        if (attempt.state !== 'running') await this.#context.jobs.logEnded(job, attempt);
      } catch (error) {
        log.error({ error, job: job.id, task }, 'The log of a chunk could not be brought from its farm.');
      }
    }
  }

  #named(job: LiveJob, order: OrderRecord, seen: readonly TaskSighting[]) {
    const all = tasksOf(job, order);
    return seen.flatMap(({ task, framesDone }) => {
      const record = all[task];
      return record === undefined || record.farmOrder !== order.number ? [] : [{ task: record.id, framesDone }];
    });
  }
}

/** True where the farm has begun a chunk anew since it was asked about last. */
function isAnew(task: TaskRecord | undefined, { number }: OrderRecord, seen: TaskSighting): boolean {
  const attempt = task?.farmOrder === number && task.state === 'running' ? task.attempts.at(-1) : undefined;
  return attempt !== undefined && seen.standing !== 'waiting' && isAnotherRun(attempt, seen);
}

/** Chunks as they were between two attempts. */
const takenBack = (seen: readonly TaskSighting[]): TaskSighting[] =>
  seen.map(({ task, run }) => ({ task, standing: 'waiting', ...(run !== undefined && { run }) }));
