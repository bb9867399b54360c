import { chunkOrder } from '../../../formats/openjd/openjd-order.ts';
import { CHUNK } from '../../../formats/openjd/task-parameters.ts';
import type { TakenOrder } from '../driver/farm-driver.ts';
import type { FarmHttp } from '../http/farm-http.ts';
import { type CloudTask, pagesOf, type QueuePaths, stepsSchema, tasksSchema } from './deadline-cloud-api.ts';

/** A task with the step that it belongs to. */
export interface PlacedTask extends CloudTask {
  readonly stepId: string;
}

/** Steps of so many jobs are remembered. */
const MOST_STEPS = 10_000;

/** The tasks of jobs. The step of a job never changes, so that it is asked for once. */
export class CloudTasks {
  readonly #http: FarmHttp;
  readonly #paths: QueuePaths;
  readonly #steps = new Map<string, string>();

  constructor(http: FarmHttp, paths: QueuePaths) {
    this.#http = http;
    this.#paths = paths;
  }

  /** The tasks of an order by their places in it: a question for each hundred of them. */
  async of({ id, tasks }: TakenOrder, signal: AbortSignal): Promise<ReadonlyMap<number, PlacedTask>> {
    const stepId = await this.#step(id, signal);
    const placed = new Map<number, PlacedTask>();
    if (stepId === undefined) return placed;
    const places = chunkOrder(tasks);
    for await (const page of pagesOf(this.#http, this.#paths.tasks(id, stepId), tasksSchema, signal)) {
      for (const task of page.tasks) {
        const place = places[Number(task.parameters[CHUNK]?.int ?? -1)];
        if (place !== undefined) placed.set(place, { ...task, stepId });
      }
    }
    return placed;
  }

  /** Sets the status that a task is to have. */
  async set({ id }: TakenOrder, { stepId, taskId }: PlacedTask, target: string, signal: AbortSignal): Promise<void> {
    const path = `${this.#paths.tasks(id, stepId)}/${encodeURIComponent(taskId)}`;
    await this.#http.ask({ method: 'PATCH', path, body: { targetRunStatus: target } }, signal);
  }

  /** The step of a job; undefined where its steps are not made yet. */
  async #step(job: string, signal: AbortSignal): Promise<string | undefined> {
    const known = this.#steps.get(job);
    if (known !== undefined) return known;
    const path = `${this.#paths.steps(job)}?maxResults=100`;
    const { steps } = await this.#http.json({ method: 'GET', path }, stepsSchema, signal);
    const [step] = steps;
    if (step === undefined) return undefined;
    if (this.#steps.size >= MOST_STEPS) this.#steps.clear();
    this.#steps.set(job, step.stepId);
    return step.stepId;
  }
}
