/** How fast frames get finished. Times are in seconds. */
export interface FrameRate {
  /** Frames for each hour. */
  readonly perHour: number;
  /** A typical frame: the median of the last ones, so that one slow frame does not decide. */
  readonly secondsPerFrame: number;
  /** Until all frames are finished; absent where nobody can tell. */
  readonly secondsLeft?: number;
}

/** Frames that are looked back at. */
const LOOKED_AT = 15;

/**
 * The rate of a render by the moments at which its frames were finished. `begun` is when the work on the first of them
 * began; all moments are milliseconds by the same clock. Where several are finished at once, as a progress that is told
 * four times a second has it, they share the time.
 */
export class FrameTimes {
  /** The moments of the last frames, oldest first, with how many frames came at each. */
  readonly #marks: { readonly at: number; readonly frames: number }[] = [];
  #last: number;
  #done = 0;

  constructor(begun: number) {
    this.#last = begun;
  }

  /** `done` frames are finished at the moment `at`. */
  finished(done: number, at: number): void {
    const frames = done - this.#done;
    if (frames <= 0) return;
    this.#marks.push({ at: Math.max(0, at - this.#last) / frames, frames });
    if (this.#marks.length > LOOKED_AT) this.#marks.shift();
    this.#last = Math.max(at, this.#last);
    this.#done = done;
  }

  /**
   * The rate at the moment `now`, with `total` frames to do on `workers` at a time; undefined before a frame is
   * finished. The frame in work counts with what it has taken so far where it is slower than the others.
   */
  rate(total: number, now: number, workers = 1): FrameRate | undefined {
    const each = this.#marks.flatMap(({ at, frames }) => Array<number>(Math.min(frames, LOOKED_AT)).fill(at));
    if (each.length === 0) return undefined;
    const typical = median(each);
    const inWork = Math.max(0, now - this.#last);
    const left = Math.max(0, total - this.#done);
    const rest = left === 0 ? 0 : Math.max(typical - inWork, 0) + ((left - 1) * typical) / Math.max(1, workers);
    return {
      perHour: typical === 0 ? Number.POSITIVE_INFINITY : 3_600_000 / typical,
      secondsPerFrame: typical / 1_000,
      secondsLeft: rest / 1_000,
    };
  }
}

/** The rate in words: `12.5 s a frame, 288 frames an hour, 1 h 5 min left`. */
export function describeRate({ secondsPerFrame, perHour, secondsLeft }: FrameRate): string {
  const words = [`${spanOf(secondsPerFrame)} a frame`];
  if (Number.isFinite(perHour)) words.push(`${Math.round(perHour)} frames an hour`);
  if (secondsLeft !== undefined && secondsLeft > 0) words.push(`${spanOf(secondsLeft)} left`);
  return words.join(', ');
}

/** A span of time in the two largest units that it has: `2 d 3 h`, `1 h 5 min`, `3 min 20 s`, `12.5 s`. */
export function spanOf(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? Number(seconds.toFixed(2)) : Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  const units = [
    { name: 'd', size: 86_400 },
    { name: 'h', size: 3_600 },
    { name: 'min', size: 60 },
    { name: 's', size: 1 },
  ];
  const at = units.findIndex(({ size }) => whole >= size);
  const [large, small] = units.slice(Math.max(0, at), at + 2);
  if (large === undefined) return '0 s';
  const count = Math.floor(whole / large.size);
  const rest = small === undefined ? 0 : Math.floor((whole % large.size) / small.size);
  return rest === 0 || small === undefined ? `${count} ${large.name}` : `${count} ${large.name} ${rest} ${small.name}`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
