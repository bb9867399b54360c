import type { EventData } from '../../server/protocol/events.ts';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { JobChange, QueueModel } from './queue-model.ts';

/** More than a queue holds: old jobs are deleted when a core starts. */
const MOST = 100_000;

/** Reads jobs into the model: everything once, then only what has changed. */
export class QueueFeed {
  readonly #core: PipelineCore;
  readonly #projects: CoreProjects;
  readonly #model: QueueModel;
  /** The projects that were read, and the revision after which nothing is known of them. */
  #read: { readonly roots: string; readonly revision: number } | undefined;
  #notice: string | undefined;

  constructor(core: PipelineCore, projects: CoreProjects, model: QueueModel) {
    this.#core = core;
    this.#projects = projects;
    this.#model = model;
  }

  /** What people have to know of the queue as a whole, as it was told last. */
  get notice(): string | undefined {
    return this.#notice;
  }

  /** The next `load` reads everything. */
  forget(): void {
    this.#read = undefined;
  }

  /** Brings the model up to date; answers what has changed by it. Errors: `ComplineError`. */
  async load(): Promise<readonly JobChange[]> {
    const roots = await this.#projects.roots();
    const key = JSON.stringify(roots);
    const since = this.#read?.roots === key ? this.#read.revision : 0;
    const news = await this.#list(roots, since);
    // A revision that has gone back is that of another queue: the folder of the core's state is another one.
    const isOther = news.revision < since;
    const { jobs, removed, revision } = isOther ? await this.#list(roots, 0) : news;
    this.#read = { roots: key, revision };
    if (since > 0 && !isOther) return [...this.#model.remove(removed), ...this.#model.apply(jobs)];
    // A core that tells no revision tells nothing of what is newer than its answer.
    return this.#model.replace(jobs, isOther || revision === 0 ? undefined : revision);
  }

  /** Takes up what the core tells of its own accord. */
  take({ jobs, removed }: EventData<'queue/changed'>): readonly JobChange[] {
    return [...this.#model.remove(removed), ...this.#model.apply(jobs.filter((it) => this.#projects.has(it.project)))];
  }

  async #list(roots: readonly string[], since: number) {
    const lists = await Promise.all(
      roots.map((project) =>
        this.#core.request('queue/list', { project, archived: true, limit: MOST, ...(since > 0 && { since }) }),
      ),
    );
    this.#notice = lists.find((it) => it.notice !== undefined)?.notice;
    return {
      jobs: lists.flatMap((it): JobSummary[] => it.jobs),
      removed: lists.flatMap((it) => it.removed),
      revision: lists.length === 0 ? 0 : Math.min(...lists.map((it) => it.revision)),
    };
  }
}
