import { rendererPreset } from '../../formats/renderers/all-presets.ts';
import { FrameProgress } from '../../formats/renderers/frame-progress.ts';
import { FrameSeconds, type TimedFrames } from '../../formats/renderers/frame-seconds.ts';
import { describeRate, FrameTimes } from '../../formats/renderers/frame-times.ts';
import { GENERIC_LINES } from '../../formats/renderers/generic-lines.ts';
import { joinPatterns, type LinePatterns } from '../../formats/renderers/line-pattern.ts';
import { LogReader } from '../../formats/renderers/log-reader.ts';
import { saidBy, writtenLine } from '../../formats/renderers/written-line.ts';
import { countFrames } from '../queue/frame-chunk.ts';
import type { AttemptOrder } from './messages.ts';

/** Milliseconds from one word about the rate to the next. */
const RATE_EVERY = 10_000;

/** Reads what a renderer prints: keeps the log's lines, counts its frames, and remembers what it said went wrong. */
export class OutputReader {
  readonly #patterns: LinePatterns;
  readonly #progress: FrameProgress;
  readonly #times: FrameTimes;
  readonly #seconds: FrameSeconds;
  readonly #total: number;
  readonly #now: () => number;
  #toldDone = 0;
  #toldAt: number;
  #said: string | undefined;

  /** `now` tells milliseconds. */
  constructor(order: Pick<AttemptOrder, 'command' | 'frames' | 'progress'>, now: () => number) {
    const { reading } = order.command;
    const own = joinPatterns({ frameFinished: order.progress }, known(reading?.patterns ?? {}));
    const preset = reading?.preset === undefined ? undefined : rendererPreset(reading.preset);
    this.#patterns = joinPatterns(joinPatterns(own, preset?.lines ?? {}), GENERIC_LINES);
    this.#progress = new FrameProgress(order.frames);
    this.#total = countFrames(order.frames);
    this.#now = now;
    this.#toldAt = now();
    this.#times = new FrameTimes(this.#toldAt);
    this.#seconds = new FrameSeconds(order.frames.first, this.#toldAt);
  }

  /** The first thing that the program said went wrong. It decides nothing. */
  get said(): string | undefined {
    return this.#said;
  }

  /**
   * A reader of one stream of the output: takes lines, gives them as they are written into the log, and `framesDone`
   * where more frames are finished than before.
   */
  stream(): (lines: readonly string[]) => { readonly written: readonly string[]; readonly framesDone?: number } {
    const reader = new LogReader(this.#patterns);
    return (lines) => {
      let grown = false;
      const written: string[] = [];
      for (const line of lines) {
        const read = reader.read(line);
        written.push(writtenLine(read));
        this.#said ??= saidBy(read);
        if (read.events.length === 0) continue;
        grown = this.#progress.take(read.events) || grown;
        this.#seconds.line(read.events, this.#progress.now.done);
      }
      const now = this.#now();
      this.#seconds.moment(now);
      if (!grown) return { written };
      const { done } = this.#progress.now;
      this.#times.finished(done, now);
      if (now - this.#toldAt >= RATE_EVERY) written.push(this.#rate(now));
      return { written, framesDone: done };
    };
  }

  /** What frames took, as far as it was not asked for before. */
  drainTimes(): TimedFrames | undefined {
    return this.#seconds.drain();
  }

  /** What is said of the frames at the end; undefined where none was seen, and where all of it was said. */
  summary(): string | undefined {
    const { done } = this.#progress.now;
    return done === this.#toldDone ? undefined : this.#rate(this.#now());
  }

  #rate(now: number): string {
    this.#toldAt = now;
    this.#toldDone = this.#progress.now.done;
    const rate = this.#times.rate(this.#total, now);
    const words = rate === undefined ? '' : `, ${describeRate(rate)}`;
    return `[core] ${this.#progress.now.done} of ${this.#total} frames${words}`;
  }
}

/** Patterns as they come from the queue, whose kinds a newer Compline may have written. */
function known(patterns: Readonly<Record<string, readonly string[] | undefined>>): LinePatterns {
  return joinPatterns(patterns as LinePatterns, {});
}
