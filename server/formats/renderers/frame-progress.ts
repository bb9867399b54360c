import type { LogEvent } from './log-reader.ts';

/** How far a chunk is. */
export interface ChunkProgress {
  /** Frames finished. */
  readonly done: number;
  /** How much of the frame in work is there, from 0 to 1. */
  readonly part: number;
  /** The frame in work, where it was told. */
  readonly frame?: number;
}

/** Counts the frames of a chunk, `first` to `last` at even steps, by what its lines tell. Never goes back and never beyond the chunk. */
export class FrameProgress {
  readonly #first: number;
  readonly #step: number;
  readonly #count: number;
  readonly #finished = new Set<number>();
  #done = 0;
  #part = 0;
  #frame: number | undefined;

  constructor({
    first,
    last,
    step = 1,
  }: {
    readonly first: number;
    readonly last: number;
    readonly step?: number | undefined;
  }) {
    this.#first = first;
    this.#step = step;
    this.#count = (last - first) / step + 1;
  }

  /** What is known now. */
  get now(): ChunkProgress {
    return { done: this.#done, part: this.#part, ...(this.#frame !== undefined && { frame: this.#frame }) };
  }

  /** Takes what lines tell; true where more is finished than before. */
  take(events: readonly LogEvent[]): boolean {
    const before = this.#done;
    for (const event of events) this.#takeOne(event);
    return this.#done > before;
  }

  #takeOne(event: LogEvent): void {
    switch (event.kind) {
      case 'frame-started':
        this.#begin(event.frame);
        return;
      case 'progress':
        if (event.frame !== undefined) this.#begin(event.frame);
        this.#part = Math.max(this.#part, event.part);
        return;
      case 'frame-finished':
        this.#finish(event.frame ?? this.#frame, event.done);
        return;
      case 'output':
        return;
    }
  }

  #begin(frame: number): void {
    if (!this.#has(frame) || frame === this.#frame) return;
    this.#frame = frame;
    this.#part = 0;
  }

  #finish(frame: number | undefined, done: number | undefined): void {
    if (done !== undefined) this.#reach(done);
    else if (frame === undefined) this.#reach(this.#done + 1);
    else if (this.#has(frame)) {
      this.#finished.add(frame);
      // Frames come in their order; where a line is missed, the ones before are finished all the same.
      this.#reach(Math.max(this.#finished.size, (frame - this.#first) / this.#step + 1));
    }
  }

  #reach(done: number): void {
    const reached = Math.min(done, this.#count);
    if (reached <= this.#done) return;
    this.#done = reached;
    this.#part = 0;
  }

  #has(frame: number): boolean {
    const at = (frame - this.#first) / this.#step;
    return Number.isInteger(at) && at >= 0 && at < this.#count;
  }
}
