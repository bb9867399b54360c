import type { FrameChunk, FrameSpan, TaskState } from '../../protocol/jobs.ts';
import { chunksMeet } from './frame-chunk.ts';
import type { LayerHead, LayerRecord, TaskRecord } from './job-record.ts';
import { isSettled } from './transitions.ts';

/** A layer of a job in memory: finds tasks by their frames, and those that may start, without walking over all of them. */
export class LiveLayer {
  readonly head: LayerHead;
  /** Its tasks' ids, in their order. */
  readonly ids: readonly string[];
  /** Tasks with all frames from one to another, by these; they do not reach into each other. */
  readonly #solid: readonly { readonly frames: FrameSpan; readonly id: string }[];
  readonly #stepped: readonly { readonly frames: FrameChunk; readonly id: string }[];
  readonly #waiting = new Set<string>();
  /** Waiting tasks of which it is not known that they have to wait; what was given back comes last. */
  readonly #candidates = new Set<string>();
  /** Tasks that wait for their frames in another layer, by one task that they wait for. */
  readonly #parked = new Map<string, string[]>();
  /** Tasks that rest after a failure. */
  readonly #resting = new Set<string>();
  #unsettled = 0;

  constructor({ tasks, ...head }: LayerRecord) {
    this.head = head;
    this.ids = tasks.map(({ id }) => id);
    const chunks = tasks.map(({ id, frames }) => ({ id, frames }));
    this.#stepped = chunks.filter(({ frames }) => frames.step !== undefined);
    this.#solid = chunks
      .filter(({ frames }) => frames.step === undefined)
      .sort((left, right) => left.frames.first - right.frames.first);
    for (const { id, state } of tasks) {
      if (!isSettled(state)) this.#unsettled += 1;
      if (state === 'waiting') this.#wait(id);
    }
  }

  /** The tasks that wait. */
  get waiting(): Iterable<string> {
    return this.#waiting;
  }

  /** How many tasks are neither completed nor skipped. */
  get unsettled(): number {
    return this.#unsettled;
  }

  /** True where every task is completed or skipped. */
  get isSettled(): boolean {
    return this.#unsettled === 0;
  }

  /** The tasks that hold frames of a chunk; a layer's tasks share no frame. */
  tasksWith(chunk: FrameChunk): string[] {
    const { first, last } = chunk;
    let [low, high] = [0, this.#solid.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#solid[middle]?.frames.last ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let at = low; at < this.#solid.length; at += 1) {
      const span = this.#solid[at];
      if (span === undefined || span.frames.first > last) break;
      if (chunksMeet(span.frames, chunk)) found.push(span.id);
    }
    for (const { id, frames } of this.#stepped) if (chunksMeet(frames, chunk)) found.push(id);
    return found;
  }

  /**
   * The waiting tasks that may start, as they are asked for. `blockedBy` names a task that one has to wait for: it is not
   * asked again before that one is settled (`settled`).
   */
  *ready(blockedBy: (task: string) => string | undefined): Generator<string> {
    for (const id of this.#candidates) {
      if (this.#resting.has(id)) continue;
      const blocker = blockedBy(id);
      if (blocker === undefined) {
        yield id;
        continue;
      }
      this.#candidates.delete(id);
      this.#parked.set(blocker, [...(this.#parked.get(blocker) ?? []), id]);
    }
  }

  /** A task of another layer, by its job's id and its own, lets what waited for it be looked at again. */
  settled(blocker: string): void {
    for (const id of this.#parked.get(blocker) ?? []) if (this.#waiting.has(id)) this.#candidates.add(id);
    this.#parked.delete(blocker);
  }

  /** A task of this layer went from one state to another. */
  moved(id: TaskRecord['id'], from: TaskState, to: TaskState): void {
    this.#unsettled += Number(isSettled(from)) - Number(isSettled(to));
    if (to === 'waiting') {
      this.#wait(id);
      return;
    }
    this.#waiting.delete(id);
    this.#candidates.delete(id);
    this.#resting.delete(id);
  }

  /** A waiting task does not start until it is woken. */
  rest(id: string): void {
    this.#resting.add(id);
  }

  /** A task may start again. */
  wake(id: string): void {
    this.#resting.delete(id);
  }

  /** True for a task that rests. */
  isResting(id: string): boolean {
    return this.#resting.has(id);
  }

  #wait(id: string): void {
    this.#waiting.add(id);
    this.#candidates.add(id);
  }
}
