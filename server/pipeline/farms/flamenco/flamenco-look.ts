import { ComplineError } from '../../../protocol/errors.ts';
import type { OrderSighting, TakenOrder, TaskSighting } from '../driver/farm-driver.ts';
import { timeOfText } from '../http/answer-times.ts';
import type { FarmHttp } from '../http/farm-http.ts';
import { type FlamencoJob, type FlamencoTask, jobsSchema, taskSchema, tasksSchema } from './flamenco-api.ts';
import { taskPlace } from './flamenco-job.ts';
import { motionOf, standingOf } from './flamenco-states.ts';

/** Why chunks have failed is asked of so many in one look, and of so many of a job: the others fail as they do. */
const MOST_REASONS = 20;
const MOST_REASONS_OF_JOB = 100;
/** A job that stands still is looked into again after so many looks: somebody can have changed its tasks alone. */
const LOOKS = 20;
/** Tells how a call ended: `command exited abnormally with code 3` (`cli_runner.go`); -1 where a signal ended it, which is no code. */
const EXIT_CODE = /exited abnormally with code (\d{1,10})/;

/**
 * Asks how jobs stand: one question for all jobs of the manager, one for the tasks of each job that moves. What a job that
 * stands still was found to be is kept while its status and time stay the same; nothing of that has to survive.
 */
export class FlamencoLook {
  readonly #http: FarmHttp;
  readonly #still = new Map<
    string,
    { readonly mark: string; readonly tasks: readonly TaskSighting[]; looks: number }
  >();
  readonly #reasons = new Map<string, string | undefined>();

  constructor(http: FarmHttp) {
    this.#http = http;
  }

  async look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>> {
    if (orders.length === 0) return new Map();
    const jobs = await this.jobs(signal);
    const ids = new Set(orders.map(({ id }) => id));
    for (const id of this.#still.keys()) if (!jobs.has(id) || !ids.has(id)) this.#still.delete(id);
    const budget = { reasons: MOST_REASONS };
    const sighted = await Promise.allSettled(
      orders.map(async (order) => {
        const job = jobs.get(order.id);
        const sighting: OrderSighting =
          job === undefined
            ? { kind: 'forgotten' }
            : { kind: 'seen', tasks: await this.#tasks(order, job, budget, signal) };
        return [order.key, sighting] as const;
      }),
    );
    const known = sighted.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
    const [failed] = sighted.flatMap((it) => (it.status === 'rejected' ? [it.reason] : []));
    signal.throwIfAborted();
    if (known.length === 0 && failed !== undefined) throw failed;
    return new Map(known);
  }

  /** Has the tasks of a job asked for in the next look, since they were changed. */
  forget(id: string): void {
    this.#still.delete(id);
  }

  /** All jobs of the manager, by their ids. */
  async jobs(signal: AbortSignal): Promise<ReadonlyMap<string, FlamencoJob>> {
    const { jobs } = await this.#http.json({ method: 'GET', path: '/api/v3/jobs' }, jobsSchema, signal);
    return new Map(jobs.map((job) => [job.id, job]));
  }

  /** The tasks of a job that are chunks of an order, by their places in it. */
  async tasksOf(order: TakenOrder, signal: AbortSignal): Promise<ReadonlyMap<number, FlamencoTask>> {
    const path = `/api/v3/jobs/${encodeURIComponent(order.id)}/tasks`;
    const { tasks } = await this.#http.json({ method: 'GET', path }, tasksSchema, signal);
    return new Map(
      tasks.flatMap((task) => {
        const place = taskPlace(task.name);
        return place === undefined || place >= order.tasks.length ? [] : [[place, task] as const];
      }),
    );
  }

  async #tasks(
    order: TakenOrder,
    job: FlamencoJob,
    budget: { reasons: number },
    signal: AbortSignal,
  ): Promise<readonly TaskSighting[]> {
    const mark = `${job.status} ${job.updated}`;
    const kept = this.#still.get(job.id);
    const motion = motionOf(job.status);
    if (kept?.mark === mark && (motion === 'ended' || kept.looks < LOOKS)) {
      kept.looks += 1;
      return kept.tasks;
    }
    const tasks = await this.tasksOf(order, signal);
    const failed = [...tasks.values()].filter(({ status }) => status === 'failed').slice(0, MOST_REASONS_OF_JOB);
    const unexplained = failed.filter((task) => !this.#reasons.has(nameOf(task)));
    while (budget.reasons > 0) {
      const task = unexplained.shift();
      if (task === undefined) break;
      budget.reasons -= 1;
      await this.#explain(task, signal);
    }
    const sightings = [...tasks].map(([place, task]) => sighting(place, task, job, this.#reasons.get(nameOf(task))));
    if (motion !== 'moves' && unexplained.length === 0) this.#still.set(job.id, { mark, tasks: sightings, looks: 0 });
    else this.#still.delete(job.id);
    return sightings;
  }

  /** Keeps why a task has failed; nothing where it is refused. */
  async #explain(task: FlamencoTask, signal: AbortSignal): Promise<void> {
    const path = `/api/v3/tasks/${encodeURIComponent(task.id)}`;
    const { activity } = await this.#http.json({ method: 'GET', path }, taskSchema, signal).catch((error: unknown) => {
      if (ComplineError.is(error, 'farm-refused')) return { activity: undefined };
      throw error;
    });
    if (this.#reasons.size >= 10_000) this.#reasons.clear();
    this.#reasons.set(nameOf(task), activity);
  }
}

/** A failure of a task: it is another one after the task was changed. */
const nameOf = ({ id, updated }: FlamencoTask): string => `${id} ${updated}`;

function sighting(place: number, task: FlamencoTask, job: FlamencoJob, failure: string | undefined): TaskSighting {
  const isOnMachine = task.worker.name !== undefined;
  const { standing, reason = failure } = standingOf(task.status, job.status, isOnMachine);
  const isIdle = ['queued', 'paused', 'canceled'].includes(task.status);
  const wasOn = isIdle ? undefined : task.worker.name;
  const code = EXIT_CODE.exec(failure ?? '')?.[1];
  const at = timeOfText(task.updated);
  return {
    task: place,
    standing,
    ...(wasOn !== undefined && { host: wasOn }),
    ...(code !== undefined && { exitCode: Number(code) }),
    ...(reason !== undefined && { reason }),
    ...(['completed', 'failed', 'canceled'].includes(task.status) && at !== undefined && { endedAt: at }),
  };
}
