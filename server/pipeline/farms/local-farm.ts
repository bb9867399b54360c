import type { JobSummary } from '../../protocol/jobs.ts';
import type { JobSpec } from '../queue/job-spec.ts';
import type { Queue } from '../queue/queue.ts';
import type { Farm, FarmCapabilities, FarmCommand } from './farm.ts';
import { controlInQueue } from './queue-control.ts';

/** The name of the farm that this machine is. */
export const LOCAL_FARM = 'local';

/** This machine: its queue with its workers. */
export class LocalFarm implements Farm {
  readonly name = LOCAL_FARM;
  readonly handing = undefined;
  readonly capabilities: FarmCapabilities = {
    actions: new Set(['cancel', 'retry', 'pause', 'resume', 'requeue', 'skip', 'move', 'update']),
    needs: new Set(['threads', 'memory', 'gpus']),
  };
  readonly #queue: Queue;

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  async check(spec: JobSpec): Promise<readonly string[]> {
    await this.#queue.check(spec);
    return [];
  }

  submit(id: string, spec: JobSpec): Promise<JobSummary> {
    return this.#queue.submit(id, { ...spec, farm: this.name });
  }

  control(job: string, command: FarmCommand): Promise<JobSummary> {
    return controlInQueue(this.#queue, job, command);
  }

  async farmJobs(): Promise<[]> {
    return [];
  }
}
