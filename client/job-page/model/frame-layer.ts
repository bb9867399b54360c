import type { TaskFrames } from '../../../server/protocol/job-frames.ts';
import { countOf, type FrameState, type Span, statesOf } from './frame-state.ts';
import { lastAtMost } from './last-at-most.ts';
import { addSpan, framesText, joinSpans } from './spans.ts';

/** A frame of a layer. */
export interface FrameFacts {
  readonly frame: number;
  readonly state: FrameState;
  readonly task: string;
  readonly attempt: number;
  /** What it took, where that is known. */
  readonly seconds: number | undefined;
  /** Why it failed. */
  readonly reason: string | undefined;
}

interface Known extends TaskFrames {
  /** What frames took, by their place in the task. */
  readonly seconds: ReadonlyMap<number, number>;
}

/**
 * The frames of a layer by their places: 0 is the first frame of its first task. Tasks stay spans, so that a layer costs
 * what its tasks cost, however many frames they hold.
 */
export class FrameLayer {
  readonly index: number;
  readonly name: string;
  readonly #tasks: Known[] = [];
  readonly #places = new Map<string, number>();
  /** The place of the first frame of each task. */
  readonly #starts: number[] = [];
  #length = 0;
  #version = 0;

  constructor(index: number, name: string) {
    this.index = index;
    this.name = name;
  }

  /** How many frames there are. */
  get length(): number {
    return this.#length;
  }

  /** Another number whenever something has changed. */
  get version(): number {
    return this.#version;
  }

  /** Takes up tasks that are new or have changed. What is new comes after what is there. */
  apply(tasks: readonly TaskFrames[]): void {
    this.#version += 1;
    for (const task of tasks) {
      const at = this.#places.get(task.id);
      const before = at === undefined ? undefined : this.#tasks[at];
      const seconds = new Map(task.adds && before?.attempt === task.attempt ? before.seconds : []);
      for (const { first, seconds: times } of task.times) {
        for (const [offset, it] of times.entries()) seconds.set((first + offset - task.first) / stepOf(task), it);
      }
      if (at !== undefined) {
        this.#tasks[at] = { ...task, seconds };
        continue;
      }
      this.#places.set(task.id, this.#tasks.length);
      this.#tasks.push({ ...task, seconds });
      this.#starts.push(this.#length);
      this.#length += countOf(task);
    }
  }

  /** The frame at a place; undefined where there is none. */
  at(place: number): FrameFacts | undefined {
    if (place < 0 || place >= this.#length) return undefined;
    const [task, offset] = this.#taskAt(place);
    if (task === undefined) return undefined;
    const state = stateAt(task, offset);
    return {
      frame: frameAt(task, offset),
      state,
      task: task.id,
      attempt: task.attempt,
      seconds: task.seconds.get(offset),
      reason: state === 'failed' ? task.reason : undefined,
    };
  }

  /** The frames of a task: `1001-1010`; undefined where there is no such task. */
  framesOf(task: string): string | undefined {
    const known = this.#tasks[this.#places.get(task) ?? -1];
    if (known === undefined) return undefined;
    return stepOf(known) === 1 ? framesText([known]) : `${known.first}-${known.last}x${stepOf(known)}`;
  }

  /** The state of the frame at a place; `waiting` where there is none. */
  stateAt(place: number): FrameState {
    const [task, offset] = this.#taskAt(place);
    return task === undefined ? 'waiting' : stateAt(task, offset);
  }

  /** The places whose frames are in one of some states, in as few spans as there can be. */
  placesOf(states: ReadonlySet<FrameState>): readonly Span[] {
    const spans: Span[] = [];
    for (const [at, task] of this.#tasks.entries()) {
      const start = this.#starts[at] ?? 0;
      for (const { first, last, state } of statesOf(task)) {
        if (states.has(state)) addSpan(spans, { first: start + first, last: start + last });
      }
    }
    return spans;
  }

  /** How many frames are in each state. */
  get counts(): Readonly<Record<FrameState, number>> {
    const counts = { waiting: 0, running: 0, completed: 0, failed: 0, skipped: 0, cancelled: 0 };
    for (const task of this.#tasks) for (const it of statesOf(task)) counts[it.state] += it.last - it.first + 1;
    return counts;
  }

  /** What frames took, where that is known, by their places. */
  get times(): readonly { readonly place: number; readonly frame: number; readonly seconds: number }[] {
    return this.#tasks.flatMap((task, at) =>
      [...task.seconds]
        .sort(([a], [b]) => a - b)
        .map(([offset, it]) => ({
          place: (this.#starts[at] ?? 0) + offset,
          frame: frameAt(task, offset),
          seconds: it,
        })),
    );
  }

  /** The frames at some places, as spans of frames: in their order, none twice. */
  framesAt(places: readonly Span[]): readonly Span[] {
    const found: Span[] = [];
    for (const { first, last } of places) {
      for (let place = first; place <= last; ) {
        const [task, offset] = this.#taskAt(place);
        if (task === undefined) break;
        const end = Math.min(last, place + countOf(task) - 1 - offset);
        if (stepOf(task) === 1) found.push({ first: task.first + offset, last: task.first + offset + end - place });
        else for (let at = offset; at <= offset + end - place; at += 1) found.push(single(frameAt(task, at)));
        place = end + 1;
      }
    }
    return joinSpans(found);
  }

  #taskAt(place: number): readonly [Known | undefined, number] {
    const at = lastAtMost(this.#starts, place);
    return [this.#tasks[at], place - (this.#starts[at] ?? 0)];
  }
}

const stepOf = ({ step }: TaskFrames): number => step ?? 1;

const frameAt = (task: TaskFrames, offset: number): number => task.first + offset * stepOf(task);

const single = (frame: number): Span => ({ first: frame, last: frame });

function stateAt({ state, done }: TaskFrames, offset: number): FrameState {
  if (state !== 'running') return state;
  if (offset < done) return 'completed';
  return offset === done ? 'running' : 'waiting';
}
