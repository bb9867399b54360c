import type { Job, JobSummary } from '../../server/protocol/jobs.ts';

/** What has changed: `listed` when jobs are new or gone, `jobs` those that are known and look different. */
export interface QueueChange {
  readonly listed: boolean;
  readonly jobs: readonly JobSummary[];
}

/** The jobs that are known, by their newest revision. */
export class QueueModel {
  readonly #jobs = new Map<string, JobSummary>();
  readonly #whole = new Map<string, Job>();

  /** The jobs, newest first. */
  get jobs(): readonly JobSummary[] {
    return [...this.#jobs.values()].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  }

  /** How many jobs have failed. */
  get failed(): number {
    return this.jobs.filter((it) => it.state === 'failed').length;
  }

  job(id: string): JobSummary | undefined {
    return this.#jobs.get(id);
  }

  /** The whole job as it was last read. */
  whole(id: string): Job | undefined {
    return this.#whole.get(id);
  }

  /** True if the whole job has been read in its present revision. */
  isWholeCurrent(id: string): boolean {
    const job = this.#whole.get(id);
    return job !== undefined && job.revision >= (this.#jobs.get(id)?.revision ?? 0);
  }

  /** Keeps a whole job. */
  keepWhole(job: Job): void {
    this.#whole.set(job.id, job);
  }

  /** True if the tasks of a job have been asked for. */
  isWatched(id: string): boolean {
    return this.#whole.has(id);
  }

  /** The jobs are these and no others; what is newer than them already is kept. */
  replace(jobs: readonly JobSummary[]): void {
    const listed = new Set(jobs.map((it) => it.id));
    for (const id of [...this.#jobs.keys()].filter((it) => !listed.has(it))) {
      this.#jobs.delete(id);
      this.#whole.delete(id);
    }
    this.apply(jobs);
  }

  /** Jobs are gone. True where one of them was known. */
  remove(ids: readonly string[]): boolean {
    const known = ids.filter((id) => this.#jobs.has(id));
    for (const id of known) {
      this.#jobs.delete(id);
      this.#whole.delete(id);
    }
    return known.length > 0;
  }

  /** Takes up jobs that are new or have changed, and drops what is older than what is known. */
  apply(jobs: readonly JobSummary[]): QueueChange {
    const news = jobs.filter((it) => it.revision > (this.#jobs.get(it.id)?.revision ?? -1));
    const listed = news.some((it) => !this.#jobs.has(it.id));
    for (const job of news) this.#jobs.set(job.id, job);
    return { listed, jobs: news };
  }
}
