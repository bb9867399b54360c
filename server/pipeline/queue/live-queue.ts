import type { Dependency, Needs } from '../../protocol/jobs.ts';
import type { WaitingJob } from './choose-tasks.ts';
import type { JobRecord } from './job-record.ts';
import { LiveJob } from './live-job.ts';
import type { LiveLayer } from './live-layer.ts';
import { inOrder, putInOrder } from './order.ts';
import { isActive, isSettled } from './transitions.ts';

const keyOf = (job: string, task: string): string => `${job}/${task}`;

/** The jobs in memory: those that wait or run, and those that they depend on. Stores nothing. */
export class LiveQueue {
  readonly #jobs = new Map<string, LiveJob>();
  /** Ids of the jobs that depend on one. */
  readonly #dependents = new Map<string, Set<string>>();
  readonly #now: () => number;
  #ordered: LiveJob[] | undefined;

  /** `now` tells milliseconds, to measure how fast jobs are. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Takes up a job; one that is here already is returned as it is. */
  add(record: JobRecord): LiveJob {
    const known = this.#jobs.get(record.id);
    if (known !== undefined) return known;
    const job = new LiveJob(record, this.#now);
    this.#jobs.set(job.id, job);
    // Most jobs come last: sorting all of them for each would make submitting thousands of jobs slow.
    if (this.#ordered !== undefined && isActive(job.head.state)) putInOrder(this.#ordered, job);
    for (const target of targetsOf(job)) {
      const dependents = this.#dependents.get(target) ?? new Set<string>();
      this.#dependents.set(target, dependents.add(job.id));
    }
    return job;
  }

  get(id: string): LiveJob | undefined {
    return this.#jobs.get(id);
  }

  /** Jobs that wait or run. */
  active(): LiveJob[] {
    return [...this.#jobs.values()].filter(({ head }) => isActive(head.state));
  }

  /** Of these, the jobs that go on by themselves: that run, or that neither a pause nor a dependency holds up. `hereOnly`:
   * those that this machine renders. */
  goingOn({ hereOnly = false } = {}): LiveJob[] {
    const free = new Set([...this.waiting()].flatMap(({ id, layers }) => ([...layers].length > 0 ? [id] : [])));
    return this.active().filter((job) => {
      const { paused, cancelRequested, tasks } = job.head;
      if (!isElsewhere(job.head)) return tasks.running > 0 || free.has(job.id);
      // What a farm has is followed, and what it is to get is handed over when that can be.
      return !hereOnly && (tasks.running > 0 || !paused || cancelRequested);
    });
  }

  /** Jobs that wait or run and depend on one. */
  dependentsOf(id: string): LiveJob[] {
    return [...(this.#dependents.get(id) ?? [])].flatMap((dependent) => {
      const job = this.#jobs.get(dependent);
      return job !== undefined && isActive(job.head.state) ? [job] : [];
    });
  }

  /** Jobs that one depends on and that are not in memory. */
  missingTargets(job: LiveJob): string[] {
    return targetsOf(job).filter((id) => !this.#jobs.has(id));
  }

  /** The order of jobs, or which of them have work, has changed. */
  reorder(): void {
    this.#ordered = undefined;
  }

  /** Tasks were completed or skipped: what waited for their frames is looked at again. */
  settled(job: LiveJob, tasks: Iterable<string>): void {
    const waiting = [job, ...this.dependentsOf(job.id)];
    for (const task of tasks) {
      const key = keyOf(job.id, task);
      for (const { layers } of waiting) for (const layer of layers) layer.settled(key);
    }
  }

  /** Lets go of a job that has ended, and of what only it depended on, where nothing else depends on it. */
  release(job: LiveJob): void {
    if (isActive(job.head.state) || this.dependentsOf(job.id).length > 0) return;
    this.forget(job.id);
    for (const target of targetsOf(job)) {
      const other = this.#jobs.get(target);
      if (other !== undefined && !isActive(other.head.state)) this.release(other);
    }
  }

  /** Takes a job out of the memory, whatever its state. */
  forget(id: string): void {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    if (job === undefined) return;
    this.#ordered = this.#ordered?.filter((it) => it !== job);
    for (const target of targetsOf(job)) {
      const dependents = this.#dependents.get(target);
      dependents?.delete(id);
      if (dependents?.size === 0) this.#dependents.delete(target);
    }
  }

  /** The jobs that have something to start here, in the order in which they are taken; their tasks are found as they are
   * asked for. */
  *waiting(): Generator<WaitingJob> {
    this.#ordered ??= inOrder(this.active());
    for (const job of this.#ordered) {
      if (isElsewhere(job.head)) continue;
      const layers = this.freeLayers(job);
      if (layers !== undefined) yield { id: job.id, layers };
    }
  }

  /** The layers of a job that nothing holds up, with their tasks that may start; undefined where the job itself is held up. */
  freeLayers(job: LiveJob): FreeLayer[] | undefined {
    const { paused, cancelRequested, tasks, dependsOn } = job.head;
    if (paused || cancelRequested || tasks.waiting === 0) return undefined;
    if (dependsOn.some((it) => this.#isBlocked(job, it))) return undefined;
    const layers = job.layers.filter((layer) => !layer.head.dependsOn.some((it) => this.#isBlocked(job, it)));
    return layers.map((layer) => ({
      name: layer.head.name,
      needs: layer.head.needs,
      ready: layer.ready((task) => this.#blockerOf(job, layer, task)),
    }));
  }

  /** Why a waiting task does not start, whatever is free. */
  waitOf(job: LiveJob, layer: LiveLayer, task: string): 'paused' | 'dependency' | 'retry' | undefined {
    if (job.head.paused) return 'paused';
    const all = [...job.head.dependsOn, ...layer.head.dependsOn];
    if (all.some((it) => this.#isBlocked(job, it))) return 'dependency';
    if (this.#blockerOf(job, layer, task) !== undefined) return 'dependency';
    return layer.isResting(task) ? 'retry' : undefined;
  }

  /** True where a dependency holds a whole layer up. A job that is not there any more holds up what waits for it. */
  #isBlocked(job: LiveJob, dependency: Dependency): boolean {
    const target = this.#targetOf(job, dependency);
    if (target === undefined) return true;
    return !dependency.byFrame && !target.layers.every((layer) => layer.isSettled);
  }

  /** A task that has to be settled before another one starts, frame by frame. */
  #blockerOf(job: LiveJob, layer: LiveLayer, id: string): string | undefined {
    const frames = job.task(id)?.frames;
    if (frames === undefined) return undefined;
    for (const dependency of [...job.head.dependsOn, ...layer.head.dependsOn]) {
      if (!dependency.byFrame) continue;
      const target = this.#targetOf(job, dependency);
      for (const other of target?.layers ?? []) {
        const blocker = other.tasksWith(frames).find((it) => !isSettled(target?.job.task(it)?.state ?? 'waiting'));
        if (blocker !== undefined && target !== undefined) return keyOf(target.job.id, blocker);
      }
    }
    return undefined;
  }

  #targetOf(
    job: LiveJob,
    { job: id, layer: name }: Dependency,
  ): { readonly job: LiveJob; readonly layers: readonly LiveLayer[] } | undefined {
    const target = id === undefined ? job : this.#jobs.get(id);
    const layers = target?.layers.filter((layer) => name === undefined || layer.head.name === name) ?? [];
    return target === undefined || layers.length === 0 ? undefined : { job: target, layers };
  }
}

/** A layer of which tasks may start, in their order, found as they are asked for. */
export interface FreeLayer {
  readonly name: string;
  readonly needs: Needs;
  readonly ready: Iterable<string>;
}

/** True for a job that another machine renders. */
const isElsewhere = ({ farm }: LiveJob['head']): boolean => farm !== 'local';

/** The other jobs that a job depends on. */
const targetsOf = ({ id, head, layers }: LiveJob): string[] => {
  const all = [...head.dependsOn, ...layers.flatMap((layer) => layer.head.dependsOn)];
  return [...new Set(all.flatMap(({ job }) => (job === undefined || job === id ? [] : [job])))];
};
