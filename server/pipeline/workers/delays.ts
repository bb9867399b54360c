import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { DelaySummary } from '../../protocol/queue.ts';

const longest = 3_600_000; // milliseconds

/** Counts how long something took, again and again, in little memory however often that is. */
export class Delays {
  readonly #histogram: RecordableHistogram = createHistogram({ lowest: 1, highest: longest, figures: 3 });

  /** It took so many milliseconds. */
  note(milliseconds: number): void {
    this.#histogram.record(Math.min(longest, Math.max(1, Math.round(milliseconds))));
  }

  /** What half and 99 of 100 were at most, and all; undefined where nothing was counted yet. */
  get summary(): DelaySummary | undefined {
    const { count, max } = this.#histogram;
    if (count === 0) return undefined;
    return { count, p50: this.#histogram.percentile(50), p99: this.#histogram.percentile(99), max };
  }
}
