import { KEY_NAME } from './deadline-job.ts';
import type { DeadlineJob } from './deadline-messages.ts';
import type { DeadlineService } from './deadline-service.ts';

/** Jobs that are looked into at once. */
const JOBS_AT_ONCE = 100;

/**
 * Which jobs carry the key of an order. The Web Service finds jobs by their ids alone, so that all of them have to be
 * looked into once; what was found is kept, and later only those that have come since are.
 */
export class DeadlineKeys {
  readonly #service: DeadlineService;
  /** The key that a job carries, or nothing, by its id. */
  #keys = new Map<string, string>();

  constructor(service: DeadlineService) {
    this.#service = service;
  }

  /** As `FarmDriver.find`. */
  async find(key: string, signal: AbortSignal): Promise<readonly string[]> {
    const ids = await this.#service.ids(signal);
    const unknown = ids.filter((id) => !this.#keys.has(id));
    for (let at = 0; at < unknown.length; at += JOBS_AT_ONCE) {
      const some = unknown.slice(at, at + JOBS_AT_ONCE);
      const jobs = await this.#service.jobs(some, signal);
      for (const id of some) this.#keys.set(id, keyOf(jobs.get(id)));
    }
    const there = new Set(ids);
    for (const id of this.#keys.keys()) if (!there.has(id)) this.#keys.delete(id);
    return ids.filter((id) => this.#keys.get(id) === key);
  }
}

/** The key that a job carries; nothing where it is of somebody else. */
function keyOf(job: DeadlineJob | undefined): string {
  const key = job?.Props.ExDic[KEY_NAME];
  return typeof key === 'string' ? key : '';
}
