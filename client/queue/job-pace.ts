import type { JobSummary } from '../../server/protocol/jobs.ts';

/** How fast a job renders. */
export interface Pace {
  readonly framesPerMinute: number;
  readonly secondsLeft: number;
}

interface Sample {
  readonly at: number;
  readonly done: number;
}

/** Samples that a pace is measured over: enough that a slow frame among them does not shake it. */
const KEPT = 16;

/** The least that is measured over: frames of which several come at once, as at the start, tell nothing. */
const LEAST_SAMPLES = 3;
const LEAST_SPAN = 5_000; // milliseconds

/**
 * How fast jobs are: as the core has measured it, or, of an older core, measured from what it tells of them. A pause or a
 * retry begins the measuring anew.
 */
export class JobPace {
  readonly #now: () => number;
  readonly #samples = new Map<string, Sample[]>();

  /** `now`: milliseconds from any moment. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes note of how far a job is. */
  note({ id, state, paused, framesDone: done }: JobSummary): void {
    if (state !== 'running' || paused) {
      this.#samples.delete(id);
      return;
    }
    const samples = this.#samples.get(id) ?? [];
    const last = samples.at(-1);
    if (last?.done === done) return;
    const kept = last !== undefined && last.done > done ? [] : samples.slice(1 - KEPT);
    this.#samples.set(id, [...kept, { at: this.#now(), done }]);
  }

  /** The pace of a job; undefined until it has been seen at work for a while. */
  of({ id, framesTotal, framesDone, pace }: JobSummary): Pace | undefined {
    if (pace !== undefined) return { framesPerMinute: pace.framesPerSecond * 60, secondsLeft: pace.secondsLeft };
    const samples = this.#samples.get(id) ?? [];
    const [first, last] = [samples[0], samples.at(-1)];
    if (first === undefined || last === undefined || samples.length < LEAST_SAMPLES) return undefined;
    if (last.at - first.at < LEAST_SPAN) return undefined;
    const perSecond = (1000 * (last.done - first.done)) / (last.at - first.at);
    return { framesPerMinute: perSecond * 60, secondsLeft: (framesTotal - framesDone) / perSecond };
  }

  /** A job is gone. */
  forget(id: string): void {
    this.#samples.delete(id);
  }
}
