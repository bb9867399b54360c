import type { JobPace } from '../../protocol/jobs.ts';

interface Sample {
  readonly at: number;
  readonly done: number;
}

/** A pace is measured over at most so many samples, that lie at least so far apart. */
const MOST_SAMPLES = 30;
const LEAST_GAP = 2_000; // milliseconds

/** The least that is measured over: frames of which several come at once, as at the start, tell nothing. */
const LEAST_SAMPLES = 3;
const LEAST_SPAN = 5_000; // milliseconds

/** Measures how fast the frames of a job get finished, over the last minute at least. */
export class PaceMeter {
  #samples: Sample[] = [];

  /** So many frames are finished at a moment, in milliseconds. Fewer than before begin the measuring anew. */
  note(done: number, at: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && done === last.done) return;
    if (last !== undefined && (done < last.done || at < last.at)) this.#samples = [];
    const before = this.#samples.at(-2);
    if (before !== undefined && at - before.at < LEAST_GAP) this.#samples.pop();
    this.#samples.push({ at, done });
    if (this.#samples.length > MOST_SAMPLES) this.#samples.shift();
  }

  /** The job rests: what comes then is measured anew. */
  reset(): void {
    this.#samples = [];
  }

  /** The pace at a moment, with so many frames to do in all; undefined until frames have come for a while. */
  paceOf(total: number, now: number): JobPace | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || this.#samples.length < LEAST_SAMPLES) return undefined;
    const span = last.at - first.at;
    if (span < LEAST_SPAN) return undefined;
    const frames = last.done - first.done;
    // A frame that takes longer than the others slows the pace while it is waited for.
    const late = Math.max(0, now - last.at - span / frames);
    const perSecond = (1_000 * frames) / (span + late);
    return { framesPerSecond: perSecond, secondsLeft: Math.max(0, total - last.done) / perSecond };
  }
}
