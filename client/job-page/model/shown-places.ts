import type { Span } from './frame-state.ts';
import { lastAtMost } from './last-at-most.ts';

/** The places of a layer that a grid shows, one cell after the other: all of them, or those that a filter leaves. */
export class ShownPlaces {
  readonly spans: readonly Span[];
  /** How many cells there are. */
  readonly length: number;
  readonly #cells: readonly number[];
  readonly #firsts: readonly number[];

  /** `spans` rise, and none of them meets another; `most`: the cells that are shown at most. */
  constructor(spans: readonly Span[], most = Number.POSITIVE_INFINITY) {
    const cells: number[] = [];
    const kept: Span[] = [];
    let length = 0;
    for (const { first, last } of spans) {
      if (length >= most) break;
      const end = Math.min(last, first + most - length - 1);
      kept.push({ first, last: end });
      cells.push(length);
      length += end - first + 1;
    }
    this.spans = kept;
    this.length = length;
    this.#cells = cells;
    this.#firsts = kept.map(({ first }) => first);
  }

  /** The place that a cell shows; -1 where there is no such cell. */
  placeAt(cell: number): number {
    if (cell < 0 || cell >= this.length) return -1;
    const at = lastAtMost(this.#cells, cell);
    return (this.#firsts[at] ?? 0) + cell - (this.#cells[at] ?? 0);
  }

  /** The cell that shows a place, or the nearest one before it; 0 where there is none. */
  cellOf(place: number): number {
    const at = lastAtMost(this.#firsts, place);
    const span = this.spans[at];
    if (span === undefined) return 0;
    return (this.#cells[at] ?? 0) + Math.min(place, span.last) - span.first;
  }

  /** True where a place is shown. */
  has(place: number): boolean {
    const span = this.spans[lastAtMost(this.#firsts, place)];
    return span !== undefined && place <= span.last;
  }

  /** The places that are shown from one to another, whichever comes first. */
  between(one: number, other: number): readonly Span[] {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    return this.spans
      .filter(({ first, last }) => last >= low && first <= high)
      .map(({ first, last }) => ({ first: Math.max(first, low), last: Math.min(last, high) }));
  }
}
