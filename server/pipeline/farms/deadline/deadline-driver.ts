import type { FarmOffers } from '../../../protocol/farms.ts';
import type {
  DriverCapabilities,
  DriverParts,
  FarmDriver,
  FarmLog,
  FarmOrder,
  FarmSettings,
  OrderCommand,
  OrderSighting,
  TakenOrder,
} from '../driver/farm-driver.ts';
import { farmRefused } from '../http/farm-error.ts';
import { type DeadlineOrder, deadlineJob, deadlineOrder } from './deadline-job.ts';
import { DeadlineKeys } from './deadline-keys.ts';
import {
  contentsAnswer,
  type DeadlineTask,
  namesAnswer,
  reportsAnswer,
  submitAnswer,
  workersAnswer,
} from './deadline-messages.ts';
import { DeadlineService, refusalIn } from './deadline-service.ts';
import { COMPLETED_TASK, FAILED_TASK, SUSPENDED_TASK, WORKER_IS_UP } from './deadline-states.ts';
import { DeadlineWatch, tasksByPlace } from './deadline-watch.ts';

/** Talks to Deadline 10 by its Web Service. One order is one job. docs/farms/deadline.md says what is what there. */
export class DeadlineDriver implements FarmDriver {
  readonly capabilities: DriverCapabilities = {
    controls: new Set(['pause', 'resume', 'priority']),
    needs: new Set(),
    retries: 'farm',
    calls: 'template',
    chunks: 'regular',
    mostTasks: 5_000,
  };
  readonly #settings: FarmSettings;
  readonly #service: DeadlineService;
  readonly #keys: DeadlineKeys;
  readonly #watch: DeadlineWatch;

  constructor(parts: DriverParts) {
    this.#settings = parts.settings;
    this.#service = new DeadlineService(parts);
    this.#keys = new DeadlineKeys(this.#service);
    this.#watch = new DeadlineWatch(this.#service);
  }

  async offers(signal: AbortSignal): Promise<FarmOffers> {
    const [pools, groups, limits, workers] = await Promise.all([
      this.#names('pools', signal),
      this.#names('groups', signal),
      this.#names('limits', signal),
      this.#service.get('/api/slaves', { Data: 'infosettings' }, workersAnswer, signal),
    ]);
    const up = workers.filter(({ Info: { Stat } }) => WORKER_IS_UP.get(Stat)?.isUp ?? false).length;
    return { pools, groups, limits, machines: { up, all: workers.length } };
  }

  async check(order: FarmOrder, signal: AbortSignal): Promise<void> {
    const { pool, group, limits } = this.#possible(order).order;
    if (pool !== undefined) await this.#knows('pools', [pool], signal);
    if (group !== undefined) await this.#knows('groups', [group], signal);
    if (limits.length > 0) await this.#knows('limits', limits, signal);
    // That it answers is found out in any case.
    if (pool === undefined && group === undefined && limits.length === 0) await this.#names('pools', signal);
  }

  async submit(order: FarmOrder, signal: AbortSignal): Promise<string> {
    const answer = await this.#service.post(deadlineJob(this.#settings, this.#possible(order)), signal);
    if (answer.status === 500) {
      // A fault of its own code: the job may have been made before it.
      const id = (await this.#keys.find(order.key, signal)).at(-1);
      if (id !== undefined) return id;
      this.#refuse(refusalIn(answer.text));
    }
    return this.#service.posted(answer, submitAnswer)._id;
  }

  async find(key: string, signal: AbortSignal): Promise<readonly string[]> {
    return await this.#keys.find(key, signal);
  }

  async look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>> {
    return await this.#watch.look(orders, signal);
  }

  async control(order: TakenOrder, command: OrderCommand, signal: AbortSignal): Promise<void> {
    switch (command.action) {
      case 'pause':
        // Tasks that are rendered already go on, as on this machine.
        return await this.#tell(order, 'suspendnonrendering', signal);
      case 'resume':
        return await this.#tell(order, 'resume', signal);
      case 'priority':
        return await this.#setPriority(order, command.priority, signal);
      case 'cancel': {
        // A failed job stays in the list with all its reports; a deleted one would be gone.
        if (command.tasks === undefined) return await this.#tell(order, 'fail', signal);
        const tasks = await this.#tasks(order, command.tasks, signal);
        const open = tasks.filter(({ Stat }) => Stat !== COMPLETED_TASK && Stat !== FAILED_TASK);
        return await this.#tellTasks(order, 'fail', open, signal);
      }
    }
  }

  async requeue(order: TakenOrder, tasks: readonly number[], signal: AbortSignal): Promise<void> {
    const found = await this.#tasks(order, tasks, signal);
    const of = (stat: number) => found.filter(({ Stat }) => Stat === stat);
    const others = found.filter(({ Stat }) => Stat !== FAILED_TASK && Stat !== SUSPENDED_TASK);
    await this.#tellTasks(order, 'requeue', others, signal);
    await this.#tellTasks(order, 'resumefailed', of(FAILED_TASK), signal);
    await this.#tellTasks(order, 'resume', of(SUSPENDED_TASK), signal);
  }

  async log(order: TakenOrder, task: number, signal: AbortSignal): Promise<FarmLog | undefined> {
    const [found] = await this.#tasks(order, [task], signal);
    if (found === undefined) return undefined;
    const query = { JobID: order.id, TaskID: String(found.TaskID) };
    const path = '/api/taskreports';
    const texts = await this.#service.getIfAny(path, { ...query, Data: 'allcontents' }, contentsAnswer, signal);
    if (texts === undefined || texts.length === 0) return undefined;
    const reports = await this.#service.getIfAny(path, { ...query, Data: 'all' }, reportsAnswer, signal);
    const text = texts[newestOf(reports ?? [], texts.length)];
    return text === undefined ? undefined : { text };
  }

  async #setPriority({ id }: TakenOrder, priority: number, signal: AbortSignal): Promise<void> {
    const job = await this.#service.whole(id, signal);
    if (job === undefined) this.#refuse('it does not know the job any more.');
    const changed = { ...job, Props: { ...job.Props, Pri: priority } };
    await this.#service.put('/api/jobs', id, { Command: 'save', Job: changed }, signal);
  }

  async #tell({ id }: TakenOrder, command: string, signal: AbortSignal): Promise<void> {
    await this.#service.put('/api/jobs', id, { Command: command, JobID: id }, signal);
  }

  async #tellTasks(
    { id }: TakenOrder,
    command: string,
    tasks: readonly DeadlineTask[],
    signal: AbortSignal,
  ): Promise<void> {
    // No list means all of them.
    if (tasks.length === 0) return;
    const body = { Command: command, JobID: id, TaskList: tasks.map(({ TaskID }) => TaskID) };
    await this.#service.put('/api/tasks', id, body, signal);
  }

  async #tasks(order: TakenOrder, places: readonly number[], signal: AbortSignal): Promise<DeadlineTask[]> {
    const tasks = tasksByPlace(order, await this.#service.tasks(order.id, signal));
    return places.flatMap((place) => tasks.get(place) ?? []);
  }

  #possible(order: FarmOrder): DeadlineOrder {
    const possible = deadlineOrder(this.#settings, order);
    return 'refused' in possible ? this.#refuse(possible.refused) : possible;
  }

  async #knows(kind: keyof typeof NAMED, names: readonly string[], signal: AbortSignal): Promise<void> {
    const known = new Set(await this.#names(kind, signal));
    const missing = names.filter((name) => !known.has(name));
    if (missing.length > 0) this.#refuse(`it has no ${NAMED[kind].one} ${missing.join(', ')}.`);
  }

  async #names(kind: keyof typeof NAMED, signal: AbortSignal): Promise<string[]> {
    const { path, query } = NAMED[kind];
    return (await this.#service.get(path, query, namesAnswer, signal)).sort();
  }

  #refuse(why: string): never {
    throw farmRefused(this.#settings.name, why);
  }
}

const NAMED = {
  pools: { path: '/api/pools', query: {}, one: 'pool' },
  groups: { path: '/api/groups', query: {}, one: 'group' },
  limits: { path: '/api/limitgroups', query: { NamesOnly: 'true' }, one: 'limit' },
} as const;

/** The place of the newest report; the last one where they do not fit the texts. */
function newestOf(reports: readonly { readonly Date: string }[], texts: number): number {
  if (reports.length !== texts) return texts - 1;
  const times = reports.map((report) => Date.parse(report.Date) || 0);
  return times.lastIndexOf(Math.max(...times));
}
