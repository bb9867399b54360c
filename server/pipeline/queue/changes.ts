import type { JobSummary } from '../../protocol/jobs.ts';

const progressEvery = 250; // milliseconds

type Listener = (jobs: readonly JobSummary[], removed: readonly string[]) => void;

/** Tells listeners which jobs have changed: a transition at once, progress at most four times a second for all jobs. */
export class QueueChanges {
  readonly #listeners = new Set<Listener>();
  readonly #waiting = new Map<string, JobSummary>();
  #timer: NodeJS.Timeout | undefined;

  onChange(listener: Listener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** A job's state has changed. */
  transition(job: JobSummary): void {
    this.#waiting.set(job.id, job);
    this.#tell();
  }

  /** More frames of a job are finished. */
  progress(job: JobSummary): void {
    this.#waiting.set(job.id, job);
    this.#timer ??= setTimeout(() => this.#tell(), progressEvery);
  }

  /** Jobs are gone. */
  removed(ids: readonly string[]): void {
    for (const id of ids) this.#waiting.delete(id);
    this.#tell(ids);
  }

  /** Nothing more is told. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #tell(removed: readonly string[] = []): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const jobs = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const listener of this.#listeners) listener(jobs, removed);
  }
}
