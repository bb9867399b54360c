import type { LogEvent } from './log-reader.ts';

/** What some frames took, one after the other from the frame `first` on, in seconds. */
export interface TimedFrames {
  readonly first: number;
  readonly seconds: readonly number[];
}

/** Frames of a chunk that are timed. What comes after them is rendered and counted all the same. */
const MOST_TIMED = 100_000;

/**
 * What each frame of a chunk took. What the renderer says of a frame counts; else it is the time since the frame was
 * begun, or since the one before was finished where nobody said when it was begun. Frames that are told of at once share
 * the time. All moments are milliseconds by the same clock.
 */
export class FrameSeconds {
  readonly #first: number;
  #began: number;
  #done = 0;
  #inWork: number | undefined;
  #hasBegun = false;
  /** What the frames took that were finished since the last moment; undefined where the renderer did not say. */
  #fresh: (number | undefined)[] = [];
  #timed: TimedFrames | undefined;

  /** `first`: the chunk's first frame; `begun`: when the work on it began. */
  constructor(first: number, begun: number) {
    this.#first = first;
    this.#began = begun;
  }

  /** A line has told `events`, and with it `done` frames are finished. */
  line(events: readonly LogEvent[], done: number): void {
    for (const event of events) {
      if ((event.kind !== 'frame-started' && event.kind !== 'progress') || event.frame === undefined) continue;
      if (event.frame !== this.#inWork) this.#hasBegun = true;
      this.#inWork = event.frame;
    }
    const more = done - this.#done - this.#fresh.length;
    if (more <= 0) return;
    const said = more === 1 ? events.find((it) => it.kind === 'frame-finished')?.seconds : undefined;
    for (let frame = 0; frame < Math.min(more, MOST_TIMED); frame += 1) this.#fresh.push(said);
  }

  /** All lines that were there at the moment `now` were taken. */
  moment(now: number): void {
    const { length } = this.#fresh;
    if (length > 0) {
      const each = Math.max(0, now - this.#began) / length / 1_000;
      const seconds = this.#fresh.slice(0, MOST_TIMED - this.#done).map((said) => rounded(said ?? each));
      this.#add(this.#first + this.#done, seconds);
      this.#done += length;
      this.#fresh = [];
    }
    if (length > 0 || this.#hasBegun) this.#began = Math.max(now, this.#began);
    this.#hasBegun = false;
  }

  /** What was found out since this was asked last. */
  drain(): TimedFrames | undefined {
    const timed = this.#timed;
    this.#timed = undefined;
    return timed;
  }

  #add(first: number, seconds: readonly number[]): void {
    if (seconds.length === 0) return;
    this.#timed =
      this.#timed === undefined
        ? { first, seconds }
        : { first: this.#timed.first, seconds: [...this.#timed.seconds, ...seconds] };
  }
}

/** To the millisecond. */
const rounded = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;
