import type { Job, JobSummary } from '../../server/protocol/jobs.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { farmJobText, hostsOf } from '../queue/farm-jobs.ts';
import type { PageFarm, ToPage } from './page-messages.ts';
import { type Later, Pulse } from './pulse.ts';

/** Milliseconds from one reading to the next at least: whole jobs are large, and farms are slow. */
const EVERY = 3_000;

/** What a follower stands on. */
export interface FarmFollowerParts {
  readonly core: Pick<PipelineCore, 'request'>;
  readonly job: string;
  readonly tell: (message: ToPage) => void;
  readonly later: Later;
  /** Takes note of an error that nobody is shown. */
  readonly log: (error: unknown) => void;
}

/** Keeps what a page says of a job's farm in step: what it is called there, and the machines that it is on. */
export class FarmFollower {
  readonly #parts: FarmFollowerParts;
  readonly #pulse: Pulse;
  /** The addresses of the farm's jobs by their ids: no other is opened for the page. */
  #pages: ReadonlyMap<string, string> = new Map();
  #isSeen = false;
  #wanted: number | undefined;
  #shown: string | undefined;

  constructor(parts: FarmFollowerParts) {
    this.#parts = parts;
    this.#pulse = new Pulse(() => this.#read(), EVERY, parts.later);
  }

  /** The address of a job of the farm. */
  pageOf(id: string): string | undefined {
    return this.#pages.get(id);
  }

  /** The page is seen, and knows nothing yet. */
  show(): void {
    this.stop();
    this.#isSeen = true;
  }

  /** The job is known, or has changed. A job of this machine has no farm. */
  take({ farm, revision }: JobSummary): void {
    if (farm === 'local' || !this.#isSeen || this.#wanted === revision) return;
    this.#wanted = revision;
    this.#pulse.want();
  }

  /** The page is not seen: nothing is read for it. */
  stop(): void {
    this.#isSeen = false;
    this.#pulse.stop();
    this.#wanted = undefined;
    this.#shown = undefined;
  }

  async #read(): Promise<void> {
    const { core, job: id, tell, log } = this.#parts;
    try {
      const { job } = await core.request('queue/get', { job: id });
      if (!this.#isSeen) return;
      const { farmJobs = [] } = job;
      this.#pages = new Map(farmJobs.flatMap(({ id: name, page }) => (page === undefined ? [] : [[name, page]])));
      const farm = pageFarm(job);
      const shown = JSON.stringify(farm);
      if (shown === this.#shown) return;
      this.#shown = shown;
      tell({ type: 'farm', farm });
    } catch (error) {
      // The follower of the job tells the page of a core that is not reached.
      log(error);
    }
  }
}

function pageFarm(job: Job): PageFarm {
  const jobs = (job.farmJobs ?? []).map((it) => ({
    id: it.id,
    about: farmJobText(it),
    hasPage: it.page !== undefined,
  }));
  return { jobs, hosts: hostsOf(job) };
}
