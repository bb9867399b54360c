import path from 'node:path';
import type { TimedFrames } from '../../formats/renderers/frame-seconds.ts';
import type { Job, JobSummary } from '../../protocol/jobs.ts';
import type { Transition } from './apply-transition.ts';
import { type Handing, readHanding } from './handing.ts';
import { PaceMeter } from './job-pace.ts';
import { type JobHead, type JobRecord, jobOf, layerOf, summaryOf, type TaskRecord } from './job-record.ts';
import { LiveLayer } from './live-layer.ts';
import { LiveTimes } from './live-times.ts';
import { isActive } from './transitions.ts';

/** A job in memory: its newest head, its tasks by their ids, and what running tasks have finished. */
export class LiveJob {
  readonly layers: readonly LiveLayer[];
  /** What the frames of running tasks took so far. */
  readonly times = new LiveTimes();
  /** The revision that the job was taken up with: what has changed after it is known, and nothing before. */
  readonly loadedAt: number;
  readonly #tasks = new Map<string, TaskRecord>();
  readonly #finished = new Map<string, number>();
  readonly #pace = new PaceMeter();
  readonly #now: () => number;
  /** The revisions of tasks that have changed since the job was taken up. */
  readonly #changed = new Map<string, { readonly state: number; readonly progress: number }>();
  #head: JobHead;
  #sum = 0;
  #held: string | undefined;
  #folders: ReadonlySet<string> | undefined;
  #handing: { readonly text: string; readonly handing: Handing } | undefined;

  /** `now` tells milliseconds, to measure how fast it is. */
  constructor({ layers, ...head }: JobRecord, now: () => number = Date.now) {
    this.#head = head;
    this.#now = now;
    this.loadedAt = head.revision;
    this.layers = layers.map((layer) => new LiveLayer(layer));
    for (const { tasks } of layers) for (const task of tasks) this.#tasks.set(task.id, task);
  }

  get id(): string {
    return this.#head.id;
  }

  get head(): JobHead {
    return this.#head;
  }

  /** What it was handed to a farm with, and in which orders; undefined for this machine. */
  get handing(): Handing | undefined {
    const { handing: text } = this.#head;
    if (text === undefined) return undefined;
    if (this.#handing?.text !== text) this.#handing = { text, handing: readHanding(text) };
    return this.#handing.handing;
  }

  /** All tasks, in their order. */
  get tasks(): Iterable<TaskRecord> {
    return this.#tasks.values();
  }

  /** A task by its id. */
  task(id: string): TaskRecord | undefined {
    return this.#tasks.get(id);
  }

  /** The revisions at which a task was in another state last, and at which more of it was finished. */
  changed(task: string): { readonly state: number; readonly progress: number } {
    return this.#changed.get(task) ?? { state: this.loadedAt, progress: this.loadedAt };
  }

  /** How many frames a running task has finished so far. */
  finishedOf(task: string): number {
    return this.#finished.get(task) ?? 0;
  }

  /** The layer that a task is in. */
  layerWith(task: string): LiveLayer | undefined {
    return this.layers[layerOf(task)];
  }

  /** The job as a row of the queue. */
  get summary(): JobSummary {
    return { ...summaryOf(this.#head, this.#sum), ...this.#live };
  }

  /** What is known in memory alone. */
  get #live(): Pick<JobSummary, 'held' | 'pace'> {
    if (!isActive(this.#head.state)) return {};
    const pace = this.#pace.paceOf(this.#head.framesTotal, this.#now());
    return { ...(this.#held !== undefined && { held: this.#held }), ...(pace !== undefined && { pace }) };
  }

  #measure(): void {
    const { state, paused, tasks, framesDone } = this.#head;
    if (state !== 'running' || (paused && tasks.running === 0)) this.#pace.reset();
    else this.#pace.note(framesDone + this.#sum, this.#now());
  }

  /** The folders that it writes to. */
  get folders(): ReadonlySet<string> {
    this.#folders ??= new Set(
      [...this.#tasks.values()].flatMap(({ outputs }) => outputs.map((it) => path.dirname(it))),
    );
    return this.#folders;
  }

  /** Why nothing more of it starts for now. */
  get held(): string | undefined {
    return this.#held;
  }

  /** Notes why nothing more of it starts for now, or that this is over. */
  hold(held: string | undefined, revision: number): void {
    this.#held = held;
    this.#head = { ...this.#head, revision };
  }

  /** The job as the store keeps it. */
  get record(): JobRecord {
    return {
      ...this.#head,
      layers: this.layers.map(({ head, ids }) => ({
        ...head,
        tasks: ids.flatMap((id) => this.#tasks.get(id) ?? []),
      })),
    };
  }

  /** The job whole, as clients see it. */
  get whole(): Job {
    return { ...jobOf(this.record, this.#finished), ...this.#live };
  }

  /** Takes up what a transition has made of the job; `revision` is at least that of what was told last. */
  take({ head, tasks }: Pick<Transition, 'head' | 'tasks'>, revision: number): void {
    this.#head = { ...head, revision };
    for (const task of tasks) {
      const before = this.#tasks.get(task.id);
      this.#tasks.set(task.id, task);
      this.#changed.set(task.id, { state: revision, progress: revision });
      if (before !== undefined && before.state !== task.state) {
        this.layerWith(task.id)?.moved(task.id, before.state, task.state);
        this.#setFinished(task.id, 0);
        this.times.forget(task.id);
      }
    }
    this.#measure();
  }

  /** A running task has finished more frames; `times` tells what they took. False where it does not run. */
  progressed(task: string, framesDone: number, revision: number, times?: TimedFrames): boolean {
    if (this.#tasks.get(task)?.state !== 'running') return false;
    this.#setFinished(task, framesDone);
    if (times !== undefined) this.times.add(task, times, revision);
    this.#changed.set(task, { ...this.changed(task), progress: revision });
    this.#head = { ...this.#head, revision };
    this.#measure();
    return true;
  }

  #setFinished(task: string, frames: number): void {
    this.#sum += frames - (this.#finished.get(task) ?? 0);
    if (frames === 0) this.#finished.delete(task);
    else this.#finished.set(task, frames);
  }
}
