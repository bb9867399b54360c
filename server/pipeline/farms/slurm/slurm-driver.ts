import { ComplineError } from '../../../protocol/errors.ts';
import type { FarmOffers } from '../../../protocol/farms.ts';
import type {
  DriverCapabilities,
  FarmDriver,
  FarmLog,
  FarmOrder,
  FarmSettings,
  OrderCommand,
  OrderSighting,
  TakenOrder,
} from '../driver/farm-driver.ts';
import { farmLogFile } from '../driver/log-file.ts';
import { farmRefused, farmUnreachable } from '../http/farm-error.ts';
import { writeIndices } from './array-expression.ts';
import { unfit } from './check-fit.ts';
import { newestLog } from './exit-notes.ts';
import { LONGEST_SCRIPT } from './job-script.ts';
import { jobWish, niceOf } from './job-wish.ts';
import { OrderSightings } from './order-sighting.ts';
import { standingOf } from './slurm-states.ts';
import { COMMENT, type SlurmJob, type SlurmWay } from './slurm-way.ts';

const STANDARD_ARRAY = 1_000;

/** What a Slurm driver is made of. */
export interface SlurmParts {
  readonly settings: FarmSettings;
  readonly way: SlurmWay;
  /** The user that jobs belong to, where that is known: those of others are left alone. */
  readonly user?: string;
}

/**
 * Hands orders to Slurm: an order is a job array, and the index of an element the place of its chunk. The key of the
 * order is in the comment of the job. An id alone proves nothing: a cluster that was set up anew counts from 1 again.
 */
export class SlurmDriver implements FarmDriver {
  readonly capabilities: DriverCapabilities;
  readonly #settings: FarmSettings;
  readonly #way: SlurmWay;
  readonly #user: string | undefined;
  readonly #sightings = new OrderSightings();

  constructor({ settings, way, user }: SlurmParts) {
    this.#settings = settings;
    this.#way = way;
    this.#user = user;
    this.capabilities = {
      controls: new Set(['pause', 'resume', 'priority']),
      needs: new Set(['threads', 'memory', 'gpus']),
      retries: 'core',
      calls: 'each',
      chunks: 'any',
      mostTasks: settings.arraySize ?? STANDARD_ARRAY,
    };
  }

  async offers(signal: AbortSignal): Promise<FarmOffers> {
    const { version, nodes, partitions, licenses } = await this.#way.cluster(signal);
    return {
      ...(version !== undefined && { version }),
      pools: partitions.map((it) => it.name).sort(),
      ...(licenses !== undefined && { limits: [...licenses].sort() }),
      machines: { up: nodes.filter((it) => it.isUp).length, all: nodes.length },
    };
  }

  async check(order: FarmOrder, signal: AbortSignal): Promise<void> {
    const { name } = this.#settings;
    const wish = jobWish(order, this.#settings);
    const bytes = Buffer.byteLength(wish.script);
    if (bytes > LONGEST_SCRIPT) {
      const size = (bytes / 2 ** 20).toFixed(1);
      throw farmRefused(
        name,
        `the script of ${order.tasks.length} chunks has ${size} MB, and Slurm takes 4: set arraySize.`,
      );
    }
    const why = unfit(wish, await this.#way.cluster(signal));
    if (why !== undefined) throw farmRefused(name, why);
    await this.#way.test(wish, signal);
  }

  async submit(order: FarmOrder, signal: AbortSignal): Promise<string> {
    const wish = jobWish(order, this.#settings);
    try {
      return await this.#way.submit(wish, signal);
    } catch (error) {
      // Before others only those may go who run the cluster. Anybody else has it go with the usual jobs.
      if (wish.nice < 0 && isAboutNice(error)) return await this.#way.submit({ ...wish, nice: 0 }, signal);
      if (!isAboutNodes(error) || unfit(wish, await this.#way.cluster(signal)) !== undefined) throw error;
      // A controller that has just begun knows no nodes until they have registered with it.
      throw farmUnreachable(this.#settings.name, 'its nodes are not all known to it yet.', undefined, error);
    }
  }

  async find(key: string, signal: AbortSignal): Promise<readonly string[]> {
    const jobs = (await this.#way.jobs(signal)).filter((job) => this.#isOf(job, key) && !isRefused(job));
    return [...new Set(jobs.map((it) => it.id))].sort((one, other) => Number(one) - Number(other));
  }

  async look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>> {
    if (orders.length === 0) return new Map();
    const ids = [...new Set(orders.map(({ id }) => id))];
    const jobs = Map.groupBy(await this.#way.jobs(signal, ids), (it) => it.id);
    this.#sightings.keepOnly(orders);
    const seen = new Map<string, OrderSighting>();
    for (const order of orders) {
      signal.throwIfAborted();
      const own = (jobs.get(order.id) ?? []).filter((job) => this.#isOf(job, order.key));
      seen.set(order.key, await this.#sightings.of(order, own));
    }
    return seen;
  }

  async control(order: TakenOrder, command: OrderCommand, signal: AbortSignal): Promise<void> {
    const jobs = await this.#jobsOf(order, signal);
    // What has ended, or is not there, needs nothing done.
    if (jobs.every(hasEnded)) return;
    switch (command.action) {
      case 'cancel': {
        const { tasks } = command;
        if (tasks === undefined) await this.#way.cancel(order.id, undefined, signal);
        else for (const indices of writeIndices(tasks)) await this.#way.cancel(order.id, indices, signal);
        return;
      }
      case 'pause':
      case 'resume': {
        const hold = command.action === 'pause';
        if (!jobs.some((it) => isWaiting(it) && isHeld(it) !== hold)) return;
        await this.#hold(order, hold, signal);
        return;
      }
      case 'priority':
        await this.#reorder(order, niceOf(command.priority), jobs, signal);
    }
  }

  async log(order: TakenOrder, task: number): Promise<FarmLog | undefined> {
    const file = await newestLog(order.folder.here, task);
    return file === undefined ? undefined : await farmLogFile(file, [order.folder.here]);
  }

  async #hold(order: TakenOrder, hold: boolean, signal: AbortSignal): Promise<void> {
    await this.#way.change(order.id, { hold }, signal);
    // Not every way says truly what came of it.
    const jobs = await this.#jobsOf(order, signal);
    if (jobs.some((it) => isWaiting(it) && isHeld(it) !== hold)) {
      const why = hold ? 'it did not hold the job.' : 'it did not release the job: another user may have held it.';
      throw farmRefused(this.#settings.name, why);
    }
  }

  async #reorder(order: TakenOrder, nice: number, jobs: readonly SlurmJob[], signal: AbortSignal): Promise<void> {
    const isTaken = (all: readonly SlurmJob[], wanted: number) =>
      all.every((it) => !isWaiting(it) || it.nice === wanted);
    const waiting = jobs.filter(isWaiting);
    if (waiting.length === 0 || isTaken(jobs, nice)) return;
    const change = async (wanted: number): Promise<boolean> => {
      await this.#way.change(order.id, { nice: wanted }, signal);
      return isTaken(await this.#jobsOf(order, signal), wanted);
    };
    const isDone = await change(nice).catch((error: unknown) => {
      if (nice < 0 && ComplineError.is(error, 'farm-refused')) return false;
      throw error;
    });
    const isAtLast = isDone || (nice < 0 && (await change(0)));
    // Slurm 22.05 releases what is held when its nice is changed.
    if (waiting.every(isHeld)) await this.#hold(order, true, signal);
    if (!isAtLast) throw farmRefused(this.#settings.name, 'it did not change the priority of the job.');
  }

  async #jobsOf(order: TakenOrder, signal: AbortSignal): Promise<readonly SlurmJob[]> {
    const jobs = await this.#way.jobs(signal, [order.id]);
    return jobs.filter((job) => job.id === order.id && this.#isOf(job, order.key));
  }

  #isOf(job: SlurmJob, key: string): boolean {
    return job.comment === `${COMMENT}${key}` && (this.#user === undefined || job.user === this.#user);
  }
}

const isWaiting = (job: SlurmJob): boolean => standingOf(job.states).standing === 'waiting';
const hasEnded = (job: SlurmJob): boolean => !['waiting', 'running'].includes(standingOf(job.states).standing);
const isHeld = (job: SlurmJob): boolean => job.priority === 0;

/** True for what Slurm has refused and remembers all the same, as a job that has failed. */
const isRefused = (job: SlurmJob): boolean =>
  job.states.includes('FAILED') && job.host === undefined && job.reason === 'BadConstraints';

const isAboutNodes = (error: unknown): boolean =>
  ComplineError.is(error, 'farm-refused') && /node configuration is not available/i.test(error.message);

const isAboutNice = (error: unknown): boolean => ComplineError.is(error, 'farm-refused') && /nice/i.test(error.message);
