import type { OrderSighting, TakenOrder, TaskSighting } from '../driver/farm-driver.ts';
import { type Looked, lookAtOrders } from '../driver/look-at-orders.ts';
import { timeOfText } from '../http/answer-times.ts';
import type { DeadlineJob, DeadlineTask } from './deadline-messages.ts';
import type { DeadlineService } from './deadline-service.ts';
import { standingOf } from './deadline-states.ts';

/** Looks after jobs with few questions: one for a hundred jobs, and one for the tasks of each in which something has changed. */
export class DeadlineWatch {
  readonly #service: DeadlineService;
  /** What a job was told with when its tasks were asked for last, by its id. */
  readonly #kept = new Map<string, string>();

  constructor(service: DeadlineService) {
    this.#service = service;
  }

  /** As `FarmDriver.look`. Where the farm stops answering, what it has said until then. */
  async look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>> {
    const jobs = await this.#service.jobs(
      orders.map(({ id }) => id),
      signal,
    );
    return await lookAtOrders(orders, jobs, this.#kept, (order, job) => this.#tasks(order, job, signal), signal);
  }

  async #tasks(order: TakenOrder, job: DeadlineJob, signal: AbortSignal): Promise<Looked<string>> {
    const counts = countsOf(job);
    if (this.#kept.get(job._id) === counts) return { tasks: [], kept: counts };
    return { tasks: sightingsOf(order, await this.#service.tasks(job._id, signal)), kept: counts };
  }
}

/** The task of each chunk of an order, by the chunk's place: Deadline tells its frames, `1-10`. */
export function tasksByPlace(order: TakenOrder, tasks: readonly DeadlineTask[]): Map<number, DeadlineTask> {
  const places = new Map(order.tasks.map(({ frames: { first } }, task) => [first, task]));
  const found = new Map<number, DeadlineTask>();
  for (const task of tasks) {
    const [, first] = /^\s*(-?\d+)/.exec(task.Frames) ?? [];
    const place = first === undefined ? undefined : places.get(Number(first));
    if (place !== undefined) found.set(place, task);
  }
  return found;
}

const sightingsOf = (order: TakenOrder, tasks: readonly DeadlineTask[]): TaskSighting[] =>
  [...tasksByPlace(order, tasks)].map(([place, task]) => sightingOf(place, task));

function sightingOf(task: number, { Stat, Slave, Errs, StartRen, Start, Comp }: DeadlineTask): TaskSighting {
  const { standing, reason } = standingOf(Stat, Slave !== undefined && timeOfText(Comp) === undefined);
  const startedAt = timeOfText(StartRen) ?? timeOfText(Start);
  const endedAt = standing === 'completed' || standing === 'failed' ? timeOfText(Comp) : undefined;
  const isUnderWay = standing === 'running' || standing === 'completed';
  return {
    task,
    standing,
    run: Errs + (isUnderWay ? 1 : 0),
    ...(Slave !== undefined && { host: Slave }),
    ...(reason !== undefined && { reason }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

/** Changes where something in a job's tasks has. */
const countsOf = (job: DeadlineJob): string =>
  JSON.stringify([
    job.Stat,
    job.Errs,
    job.CompletedChunks,
    job.QueuedChunks,
    job.SuspendedChunks,
    job.RenderingChunks,
    job.FailedChunks,
    job.PendingChunks,
    job.LastWriteTime,
  ]);
