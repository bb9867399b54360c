import type { OrderCommand, TakenOrder } from '../driver/farm-driver.ts';
import { farmRefused } from '../http/farm-error.ts';
import type { FarmHttp } from '../http/farm-http.ts';
import { type FlamencoTask, jobSchema } from './flamenco-api.ts';
import type { FlamencoLook } from './flamenco-look.ts';

/**
 * Does things with jobs and tasks as the manager's web interface does (`stores/jobs.js`, `stores/tasks.js`), and around
 * what its state machine would do too much of (`task_state_machine.go`).
 */
export class FlamencoControl {
  readonly #farm: string;
  readonly #http: FarmHttp;
  readonly #look: FlamencoLook;

  constructor(farm: string, http: FarmHttp, look: FlamencoLook) {
    this.#farm = farm;
    this.#http = http;
    this.#look = look;
  }

  async control(order: TakenOrder, command: OrderCommand, signal: AbortSignal): Promise<void> {
    // A change of a task alone does not change what the job tells of itself.
    this.#look.forget(order.id);
    switch (command.action) {
      case 'cancel':
        return await (command.tasks === undefined
          ? this.#cancelJob(order, signal)
          : this.#cancelTasks(order, command.tasks, signal));
      case 'pause':
        return await this.#pause(order, signal);
      case 'resume':
        return await this.#resume(order, signal);
      case 'priority':
        await this.#http.ask(
          { method: 'POST', path: `${jobPath(order)}/setpriority`, body: { priority: command.priority } },
          signal,
        );
    }
  }

  /** Has chunks done anew, and no others. */
  async requeue(order: TakenOrder, places: readonly number[], signal: AbortSignal): Promise<void> {
    this.#look.forget(order.id);
    const status = await this.#status(order, signal);
    const tasks = await this.#chosen(order, places, signal);
    // A job that is completed has all of its tasks done anew as soon as one of them is queued.
    if (status === 'completed') await this.#setJob(order, 'active', signal);
    for (const task of tasks) await this.#setTask(task, 'queued', signal);
    // A job that has failed or was cancelled starts nothing, whatever its tasks are.
    if (status === 'failed' || status === 'canceled') await this.#setJob(order, 'queued', signal);
  }

  async #cancelJob(order: TakenOrder, signal: AbortSignal): Promise<void> {
    const status = await this.#status(order, signal);
    if (status === 'completed' || status === 'canceled') return;
    await this.#setJob(order, 'cancel-requested', signal);
  }

  async #cancelTasks(order: TakenOrder, places: readonly number[], signal: AbortSignal): Promise<void> {
    for (const task of await this.#chosen(order, places, signal)) {
      if (['completed', 'failed', 'canceled'].includes(task.status)) continue;
      await this.#setTask(task, 'canceled', signal);
    }
  }

  async #pause(order: TakenOrder, signal: AbortSignal): Promise<void> {
    const status = await this.#status(order, signal);
    if (status === 'paused' || status === 'pause-requested') return;
    if (['completed', 'canceled', 'failed'].includes(status)) throw farmRefused(this.#farm, 'the job has ended');
    await this.#setJob(order, 'pause-requested', signal);
  }

  async #resume(order: TakenOrder, signal: AbortSignal): Promise<void> {
    const status = await this.#status(order, signal);
    if (status === 'queued' || status === 'active' || status === 'requeueing') return;
    if (status !== 'paused' && status !== 'pause-requested') throw farmRefused(this.#farm, 'the job has ended');
    const tasks = [...(await this.#look.tasksOf(order, signal)).values()];
    // `requeueing` also queues what was cancelled or has failed. So it is used only where there is none of that.
    if (tasks.every((task) => task.status !== 'canceled' && task.status !== 'failed')) {
      await this.#setJob(order, 'requeueing', signal);
      return;
    }
    for (const task of tasks) if (task.status === 'paused') await this.#setTask(task, 'queued', signal);
    await this.#setJob(order, 'queued', signal);
  }

  async #chosen(order: TakenOrder, places: readonly number[], signal: AbortSignal): Promise<readonly FlamencoTask[]> {
    const tasks = await this.#look.tasksOf(order, signal);
    return places.flatMap((place) => tasks.get(place) ?? []);
  }

  async #status(order: TakenOrder, signal: AbortSignal): Promise<string> {
    return (await this.#http.json({ method: 'GET', path: jobPath(order) }, jobSchema, signal)).status;
  }

  async #setJob(order: TakenOrder, status: string, signal: AbortSignal): Promise<void> {
    const body = { status, reason: 'requested from Compline' };
    await this.#http.ask({ method: 'POST', path: `${jobPath(order)}/setstatus`, body }, signal);
  }

  async #setTask(task: FlamencoTask, status: string, signal: AbortSignal): Promise<void> {
    const path = `/api/v3/tasks/${encodeURIComponent(task.id)}/setstatus`;
    await this.#http.ask({ method: 'POST', path, body: { status, reason: 'requested from Compline' } }, signal);
  }
}

const jobPath = ({ id }: TakenOrder): string => `/api/v3/jobs/${encodeURIComponent(id)}`;
