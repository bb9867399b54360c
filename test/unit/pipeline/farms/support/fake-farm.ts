import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type {
  DriverCapabilities,
  FarmDriver,
  FarmKind,
  FarmOrder,
  OrderCommand,
  OrderSighting,
  TakenOrder,
  TaskSighting,
  TaskStanding,
} from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { farmRefused, farmUnreachable } from '../../../../../server/pipeline/farms/http/farm-error.ts';
import { ComplineError } from '../../../../../server/protocol/errors.ts';

interface FakeTask {
  standing: TaskStanding;
  run: number;
  host?: string;
  exitCode?: number;
  reason?: string;
}

interface FakeJob {
  readonly id: string;
  readonly order: FarmOrder;
  readonly tasks: FakeTask[];
  paused: boolean;
  priority: number;
  isForgotten: boolean;
}

/** What becomes of a request: it is answered; it never arrives; it arrives and its answer does not. */
export type Passage = 'answered' | 'lost' | 'answer-lost';

/** A farm in memory, whose machines do what the test says. It outlives the cores that talk to it. */
export class FakeFarm {
  readonly jobs: FakeJob[] = [];
  /** Every request, `submit a-1`, in the order in which they came. */
  readonly asked: string[] = [];
  /** Decides what becomes of a request. */
  passage: (request: string) => Passage = () => 'answered';
  /** What a request waits for before the farm takes it up. */
  delay: (request: string) => Promise<void> | undefined = () => undefined;
  /** What the farm says of the chunks of an order instead of what is so. */
  tells: (key: string, tasks: readonly TaskSighting[]) => readonly TaskSighting[] = (_, tasks) => tasks;
  /** What is told of a chunk only once; everything each time where false. */
  tellsChangesOnly = false;
  capabilities: DriverCapabilities = {
    controls: new Set(['pause', 'resume', 'priority']),
    needs: new Set(['threads', 'memory']),
    retries: 'core',
    calls: 'each',
    chunks: 'any',
    mostTasks: 100,
  };
  refusal: string | undefined;
  /** Whether it can do chunks of a job anew. */
  requeues = false;

  /** The kind that a core talks to it by. Each driver has its own memory of what it has told. */
  readonly kind: FarmKind = {
    credential: { name: 'password', isNeeded: false },
    create: () => this.#driver(),
  };

  /** A job by its key; one that is not forgotten, where there is one. */
  job(key: string): FakeJob {
    const found = this.jobs
      .filter(({ order }) => order.key === key)
      .sort((one, other) => +one.isForgotten - +other.isForgotten);
    if (found[0] === undefined) throw new Error(`There is no ${key}, but ${this.jobs.map(({ order }) => order.key)}`);
    return found[0];
  }

  /** The chunks of a job begin. */
  begin(key: string, ...tasks: readonly number[]): void {
    for (const at of tasks) {
      const task = this.#task(key, at);
      Object.assign(task, { standing: 'running', run: task.run + 1, host: `node${at}` });
    }
  }

  /** A chunk leaves its outputs behind and ends well. */
  complete(key: string, ...tasks: readonly number[]): void {
    for (const at of tasks) {
      for (const output of this.job(key).order.tasks[at]?.outputs ?? []) {
        mkdirSync(path.dirname(output), { recursive: true });
        writeFileSync(output, 'pixels');
      }
      Object.assign(this.#task(key, at), { standing: 'completed', exitCode: 0 });
    }
  }

  /** A chunk ends as its program has ended. */
  end(key: string, task: number, standing: TaskStanding, exitCode?: number): void {
    Object.assign(this.#task(key, task), { standing, ...(exitCode !== undefined && { exitCode }) });
  }

  /** The jobs that are neither cancelled whole nor forgotten, by their keys. */
  get wanted(): string[] {
    return this.jobs
      .filter(({ tasks, isForgotten }) => !isForgotten && tasks.some(({ standing }) => standing !== 'cancelled'))
      .map(({ order }) => order.key);
  }

  #task(key: string, at: number): FakeTask {
    const task = this.job(key).tasks[at];
    if (task === undefined) throw new Error(`${key} has no chunk ${at}.`);
    return task;
  }

  async #request<Result>(name: string, work: () => Result, signal: AbortSignal): Promise<Result> {
    this.asked.push(name);
    await new Promise<void>((resolve) => setImmediate(resolve));
    const delay = this.delay(name);
    if (delay !== undefined) {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => end(), { once: true });
      await Promise.race([delay, ended]);
    }
    signal.throwIfAborted();
    const passage = this.passage(name);
    if (passage === 'lost') throw farmUnreachable('fake', 'it was not reached.');
    const result = work();
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (passage === 'answer-lost') throw farmUnreachable('fake', 'it cut the connection.');
    return result;
  }

  #driver(): FarmDriver {
    const told = new Map<string, string>();
    const farm = this;
    const find = ({ id }: Pick<TakenOrder, 'id'>): FakeJob | undefined =>
      farm.jobs.find((job) => job.id === id && !job.isForgotten);
    return {
      get capabilities() {
        return farm.capabilities;
      },
      offers: (signal) => farm.#request('offers', () => ({ pools: ['all'] }), signal),
      check: (order, signal) =>
        farm.#request(
          `check ${order.layer.name}`,
          () => {
            if (farm.refusal !== undefined) throw farmRefused('fake', farm.refusal);
          },
          signal,
        ),
      submit: (order, signal) =>
        farm.#request(
          `submit ${order.key}`,
          () => {
            if (farm.refusal !== undefined) throw farmRefused('fake', farm.refusal);
            const tasks = order.tasks.map((): FakeTask => ({ standing: 'waiting', run: 0 }));
            const { paused, priority } = order.job;
            const job: FakeJob = {
              id: `${100 + farm.jobs.length}`,
              order,
              tasks,
              paused,
              priority,
              isForgotten: false,
            };
            farm.jobs.push(job);
            return job.id;
          },
          signal,
        ),
      find: (key, signal) =>
        farm.#request(
          `find ${key}`,
          () => farm.jobs.filter((it) => it.order.key === key && !it.isForgotten).map(({ id }) => id),
          signal,
        ),
      look: (orders, signal) =>
        farm.#request(
          `look ${orders.map(({ key }) => key).join(' ')}`,
          () => {
            const sightings = new Map<string, OrderSighting>();
            for (const order of orders) {
              const job = find(order);
              const all = (job?.tasks ?? []).map(
                ({ standing, run, host, exitCode, reason }, task): TaskSighting => ({
                  ...{ task, standing, run },
                  ...(host !== undefined && { host }),
                  ...(exitCode !== undefined && { exitCode }),
                  ...(reason !== undefined && { reason }),
                }),
              );
              const tasks = all.filter((seen) => {
                const key = `${order.id}/${seen.task}`;
                const text = JSON.stringify(seen);
                const isNew = told.get(key) !== text;
                told.set(key, text);
                return isNew || !farm.tellsChangesOnly;
              });
              sightings.set(
                order.key,
                job === undefined ? { kind: 'forgotten' } : { kind: 'seen', tasks: farm.tells(order.key, tasks) },
              );
            }
            return sightings;
          },
          signal,
        ),
      control: (order, command, signal) =>
        farm.#request(
          `${command.action} ${order.id} ${said(command)}`.trim(),
          () => obey(find(order), command),
          signal,
        ),
      ...(farm.requeues && {
        requeue: (order: TakenOrder, tasks: readonly number[], signal: AbortSignal) =>
          farm.#request(
            `requeue ${order.id} ${tasks.join(',')}`,
            () => {
              const job = find(order);
              if (job === undefined) throw farmRefused('fake', 'there is no such job.');
              for (const at of tasks) Object.assign(job.tasks[at] ?? {}, { standing: 'waiting', host: undefined });
            },
            signal,
          ),
      }),
      log: (order, task, signal) =>
        farm.#request(`log ${order.key} ${task}`, () => ({ text: `frame of ${order.key} ${task}\n` }), signal),
    };
  }
}

const said = (command: OrderCommand): string =>
  command.action === 'cancel'
    ? (command.tasks?.join(',') ?? '')
    : command.action === 'priority'
      ? `${command.priority}`
      : '';

function obey(job: FakeJob | undefined, command: OrderCommand): void {
  if (job === undefined) throw new ComplineError({ code: 'farm-refused', message: 'There is no such job.' });
  switch (command.action) {
    case 'cancel':
      for (const [at, task] of job.tasks.entries()) {
        const isMeant = command.tasks === undefined || command.tasks.includes(at);
        if (isMeant && (task.standing === 'waiting' || task.standing === 'running')) task.standing = 'cancelled';
      }
      return;
    case 'pause':
      job.paused = true;
      return;
    case 'resume':
      job.paused = false;
      return;
    case 'priority':
      job.priority = command.priority;
  }
}
