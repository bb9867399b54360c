import type { JobSummary } from '../../server/protocol/jobs.ts';
import { compareGroups, compareJobs, type Grouping, groupOf } from './groupings.ts';
import { isActive } from './job-look.ts';
import type { QueueFilter } from './queue-filter.ts';
import type { JobChange } from './queue-model.ts';

/** What changes of jobs mean for what is shown. */
export interface GroupsChange {
  /** Groups are new or gone. */
  readonly isListed: boolean;
  /** The groups that hold other jobs than before, or in another order. */
  readonly groups: ReadonlySet<string>;
  /** The jobs that stayed where they were, and may look different. */
  readonly jobs: readonly JobSummary[];
}

/** The jobs that are shown, in groups. A change costs what has changed, however many jobs there are. */
export class JobGroups {
  readonly grouping: Grouping;
  readonly filter: QueueFilter;
  readonly #groups = new Map<string, Map<string, JobSummary>>();

  constructor(grouping: Grouping, filter: QueueFilter, jobs: readonly JobSummary[] = []) {
    this.grouping = grouping;
    this.filter = filter;
    this.apply(jobs.map((after) => ({ after })));
  }

  /** The groups that hold a job, in their order. */
  get names(): readonly string[] {
    return [...this.#groups.keys()].sort(compareGroups);
  }

  /** How many jobs a group holds. */
  count(group: string): number {
    return this.#groups.get(group)?.size ?? 0;
  }

  /** How many jobs are shown. */
  get total(): number {
    return [...this.#groups.values()].reduce((sum, it) => sum + it.size, 0);
  }

  /** The jobs of a group in their order. */
  jobs(group: string): readonly JobSummary[] {
    return [...(this.#groups.get(group)?.values() ?? [])].sort(compareJobs);
  }

  /** The group that a job is shown in. */
  groupOf(job: JobSummary): string | undefined {
    return this.filter.fits(job) ? groupOf(job, this.grouping) : undefined;
  }

  /** Takes up changes. */
  apply(changes: readonly JobChange[]): GroupsChange {
    const groups = new Set<string>();
    const jobs: JobSummary[] = [];
    let isListed = false;
    for (const { before, after } of changes) {
      const from = before === undefined ? undefined : this.groupOf(before);
      const to = after === undefined ? undefined : this.groupOf(after);
      if (before !== undefined && from !== undefined && from !== to) {
        isListed = this.#take(from, before.id) || isListed;
        groups.add(from);
      }
      if (after === undefined || to === undefined) continue;
      isListed = this.#put(to, after) || isListed;
      if (from !== to || (before !== undefined && hasMoved(before, after))) groups.add(to);
      else jobs.push(after);
    }
    return { isListed, groups, jobs };
  }

  // True where the group is gone.
  #take(group: string, id: string): boolean {
    const jobs = this.#groups.get(group);
    jobs?.delete(id);
    return jobs?.size === 0 && this.#groups.delete(group);
  }

  // True where the group is new.
  #put(group: string, job: JobSummary): boolean {
    const jobs = this.#groups.get(group);
    jobs?.set(job.id, job);
    if (jobs === undefined) this.#groups.set(group, new Map([[job.id, job]]));
    return jobs === undefined;
  }
}

function hasMoved(before: JobSummary, after: JobSummary): boolean {
  if (isActive(before) !== isActive(after)) return true;
  return isActive(after)
    ? before.priority !== after.priority || before.position !== after.position
    : before.endedAt !== after.endedAt;
}
