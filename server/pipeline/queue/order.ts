import type { JobHead } from './job-record.ts';

/** What decides which of two jobs is taken first. */
type Place = Pick<JobHead, 'id' | 'priority' | 'position'>;

/** Less than 0 where the first of two jobs is taken first: by priority, then by position. */
export const compareJobs = (left: Place, right: Place): number =>
  right.priority - left.priority || left.position - right.position || (left.id < right.id ? -1 : 1);

/** Jobs in the order in which they are taken. */
export const inOrder = <Job extends { readonly head: Place }>(jobs: readonly Job[]): Job[] =>
  jobs.toSorted((left, right) => compareJobs(left.head, right.head));

/** Puts a job into jobs that are in order. */
export function putInOrder<Job extends { readonly head: Place }>(ordered: Job[], job: Job): void {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = ordered[middle];
    if (other !== undefined && compareJobs(other.head, job.head) < 0) low = middle + 1;
    else high = middle;
  }
  ordered.splice(low, 0, job);
}

/** Where a job is moved to. */
export type MoveTo = { readonly to: 'first' | 'last' } | { readonly to: 'before' | 'after'; readonly other: string };

/** A job's new place. */
export interface NewPlace {
  readonly id: string;
  readonly priority: number;
  readonly position: number;
}

/**
 * The places that change so that a job comes where it is wanted: its own alone, but for the rare case that no number lies
 * between two positions any more. A job that is moved beside another takes over its priority; `first` and `last` are
 * among all jobs. Undefined where the other job is not among them.
 */
export function moveJob(jobs: readonly Place[], id: string, wish: MoveTo): NewPlace[] | undefined {
  const ordered = jobs.filter((it) => it.id !== id).sort(compareJobs);
  const at = placeAmong(ordered, wish);
  if (at === undefined) return undefined;
  const [before, after] = [ordered[at - 1], ordered[at]];
  const beside = wish.to === 'after' || wish.to === 'last' ? before : after;
  const own = jobs.find((it) => it.id === id);
  if (beside === undefined || own === undefined) return [];
  const { priority } = beside;
  const low = before?.priority === priority ? before.position : undefined;
  const high = after?.priority === priority ? after.position : undefined;
  const position = between(low, high);
  if (position !== undefined) return [{ id, priority, position }];
  const all = [...ordered.slice(0, at), { ...own, priority }, ...ordered.slice(at)];
  return all
    .filter((it) => it.priority === priority)
    .map((it, index) => ({ id: it.id, priority, position: index + 1 }));
}

function placeAmong(ordered: readonly Place[], wish: MoveTo): number | undefined {
  if (wish.to === 'first') return 0;
  if (wish.to === 'last') return ordered.length;
  const other = 'other' in wish ? ordered.findIndex((it) => it.id === wish.other) : -1;
  if (other === -1) return undefined;
  return wish.to === 'before' ? other : other + 1;
}

function between(low: number | undefined, high: number | undefined): number | undefined {
  if (low === undefined) return high === undefined ? 0 : high - 1;
  if (high === undefined) return low + 1;
  const middle = low + (high - low) / 2;
  return middle > low && middle < high ? middle : undefined;
}
