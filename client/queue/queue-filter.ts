import type { JobSummary } from '../../server/protocol/jobs.ts';
import { stateText } from './job-look.ts';

/** Which jobs are shown: those in which every word of a text occurs, in whatever case. */
export class QueueFilter {
  readonly text: string;
  readonly #words: readonly string[];

  constructor(text: string) {
    this.text = text.trim();
    this.#words = this.text
      .toLowerCase()
      .split(/\s+/)
      .filter((it) => it !== '');
  }

  /** True where a job is shown: by its name, scene, owner, project, farm, tags, comment, state, reason or id. */
  fits(job: JobSummary): boolean {
    if (this.#words.length === 0) return true;
    const told = [job.id, job.name, job.comp, job.owner, job.project, job.comment, job.reason, stateText(job.state)];
    const farm = job.farm === 'local' ? [] : [job.farm];
    const text = [...told, job.state, ...farm, ...job.tags].join('\n').toLowerCase();
    return this.#words.every((it) => text.includes(it));
  }
}
