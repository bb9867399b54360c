import type { Job, JobSummary } from '../../server/protocol/jobs.ts';

/** How a job that has changed was, and how it is; `before` is absent for a new one, `after` for one that is gone. */
export interface JobChange {
  readonly before?: JobSummary;
  readonly after?: JobSummary;
}

/** The jobs that are known, by their newest revision. */
export class QueueModel {
  readonly #jobs = new Map<string, JobSummary>();
  readonly #whole = new Map<string, Job>();
  /** The jobs that wait for a job, by its id. */
  readonly #dependents = new Map<string, Set<string>>();

  /** The jobs, newest first. */
  get jobs(): readonly JobSummary[] {
    return [...this.#jobs.values()].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  }

  job(id: string): JobSummary | undefined {
    return this.#jobs.get(id);
  }

  /** The jobs that a job waits for: those that are known and not completed. */
  waitsFor(job: JobSummary): readonly JobSummary[] {
    const others = new Set(job.dependsOn.flatMap((it) => (it.job === undefined || it.job === job.id ? [] : it.job)));
    return [...others].flatMap((id) => {
      const other = this.#jobs.get(id);
      return other === undefined || other.state === 'completed' ? [] : other;
    });
  }

  /** The jobs that name a job as one that they wait for. */
  dependentsOf(id: string): readonly JobSummary[] {
    return [...(this.#dependents.get(id) ?? [])].flatMap((it) => this.#jobs.get(it) ?? []);
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

  /** The jobs are these and no others, as of a revision; what is newer is kept. */
  replace(jobs: readonly JobSummary[], revision = Number.POSITIVE_INFINITY): readonly JobChange[] {
    const listed = new Set(jobs.map((it) => it.id));
    const gone = [...this.#jobs.values()].filter((it) => !listed.has(it.id) && it.revision <= revision);
    return [...this.remove(gone.map((it) => it.id)), ...this.apply(jobs)];
  }

  /** Jobs are gone. Those that were known are told. */
  remove(ids: readonly string[]): readonly JobChange[] {
    return ids.flatMap((id) => {
      const before = this.#jobs.get(id);
      if (before === undefined) return [];
      this.#jobs.delete(id);
      this.#whole.delete(id);
      for (const { job } of before.dependsOn) if (job !== undefined) this.#dependents.get(job)?.delete(id);
      return { before };
    });
  }

  /** Takes up jobs that are new or have changed, and drops what is older than what is known. */
  apply(jobs: readonly JobSummary[]): readonly JobChange[] {
    return jobs.flatMap((after) => {
      const before = this.#jobs.get(after.id);
      if (before !== undefined && before.revision >= after.revision) return [];
      this.#jobs.set(after.id, after);
      for (const { job } of after.dependsOn) {
        if (job !== undefined) this.#dependents.set(job, (this.#dependents.get(job) ?? new Set()).add(after.id));
      }
      return before === undefined ? { after } : { before, after };
    });
  }
}
