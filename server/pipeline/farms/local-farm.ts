import type { Job, JobSummary } from '../../protocol/jobs.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import type { Queue, QueueLog } from '../queue/queue.ts';
import type { Listing, ListWish } from '../store/job-store.ts';
import type { Farm, FarmCapabilities, FarmCommand } from './farm.ts';

/** The name of the farm that this machine is. */
export const LOCAL_FARM = 'local';

/** This machine: its queue with its workers. */
export class LocalFarm implements Farm {
  readonly name = LOCAL_FARM;
  readonly capabilities: FarmCapabilities = {
    actions: new Set(['cancel', 'retry', 'pause', 'resume', 'requeue', 'skip', 'move', 'update']),
    dependencies: 'frames',
    needs: new Set(['threads', 'memory', 'gpus']),
  };
  readonly #queue: Queue;

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  check(spec: JobSpec): Promise<void> {
    return this.#queue.check(spec);
  }

  submit(id: string, spec: JobSpec): Promise<JobSummary> {
    return this.#queue.submit(id, { ...spec, farm: this.name });
  }

  list(wish: Omit<ListWish, 'farm'>): Promise<Listing & { readonly revision: number }> {
    return this.#queue.list({ ...wish, farm: this.name });
  }

  tasks(job: string): Promise<Job> {
    return this.#queue.get(job);
  }

  control(job: string, command: FarmCommand): Promise<JobSummary> {
    switch (command.action) {
      case 'cancel':
        return this.#queue.cancel(job);
      case 'retry':
        return this.#queue.retry(job, command.only);
      case 'pause':
        return this.#queue.pause(job, command.now);
      case 'resume':
        return this.#queue.resume(job);
      case 'requeue':
        return this.#queue.requeue(job, command.choice);
      case 'skip':
        return this.#queue.skip(job, command.choice);
      case 'move':
        return this.#queue.move(job, command.to);
      case 'update':
        return this.#queue.update(job, command.change);
    }
  }

  log(job: string, options: { readonly task?: string; readonly maxBytes: number }): Promise<QueueLog> {
    return this.#queue.log(job, options);
  }
}
