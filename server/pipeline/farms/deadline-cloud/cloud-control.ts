import type { OrderCommand, TakenOrder } from '../driver/farm-driver.ts';
import type { CloudQueue } from './cloud-look.ts';
import type { PlacedTask } from './cloud-tasks.ts';

const ENDED: ReadonlySet<string> = new Set(['SUCCEEDED', 'FAILED', 'CANCELED']);

/** Does things with jobs and tasks by the statuses that they are to have. */
export class CloudControl {
  readonly #queue: CloudQueue;

  constructor(queue: CloudQueue) {
    this.#queue = queue;
  }

  async control(order: TakenOrder, command: OrderCommand, signal: AbortSignal): Promise<void> {
    switch (command.action) {
      case 'cancel':
        if (command.tasks === undefined) return await this.#update(order, { targetTaskRunStatus: 'CANCELED' }, signal);
        return await this.#setAll(order, command.tasks, 'CANCELED', ({ runStatus }) => !ENDED.has(runStatus), signal);
      case 'pause':
        return await this.#update(order, { targetTaskRunStatus: 'SUSPENDED' }, signal);
      case 'resume':
        return await this.#resume(order, signal);
      case 'priority':
        return await this.#update(order, { priority: command.priority }, signal);
    }
  }

  /** Has chunks done anew, as `deadline job requeue-tasks` does. */
  async requeue(order: TakenOrder, places: readonly number[], signal: AbortSignal): Promise<void> {
    await this.#setAll(order, places, 'PENDING', () => true, signal);
  }

  async #resume(order: TakenOrder, signal: AbortSignal): Promise<void> {
    const tasks = await this.#queue.tasks.of(order, signal);
    const isSuspended = ({ runStatus }: PlacedTask): boolean => runStatus === 'SUSPENDED';
    // Said of the job it also begins again what has ended. So that is done only where nothing has.
    if ([...tasks.values()].every((task) => !ENDED.has(task.runStatus))) {
      await this.#update(order, { targetTaskRunStatus: 'READY' }, signal);
      return;
    }
    for (const task of tasks.values()) {
      if (isSuspended(task)) await this.#queue.tasks.set(order, task, 'READY', signal);
    }
  }

  async #setAll(
    order: TakenOrder,
    places: readonly number[],
    target: string,
    isMeant: (task: PlacedTask) => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const tasks = await this.#queue.tasks.of(order, signal);
    for (const place of places) {
      const task = tasks.get(place);
      if (task !== undefined && isMeant(task)) await this.#queue.tasks.set(order, task, target, signal);
    }
  }

  async #update({ id }: TakenOrder, body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void> {
    const { http, paths } = this.#queue;
    await http.ask({ method: 'PATCH', path: paths.job(id), body }, signal);
  }
}
