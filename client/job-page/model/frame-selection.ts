import type { Span } from './frame-state.ts';
import { lastAtMost } from './last-at-most.ts';
import type { ShownPlaces } from './shown-places.ts';
import { joinSpans, withoutSpans } from './spans.ts';

/** The places of a layer that are selected, and the one that the keyboard is at. Never changed in place. */
export class FrameSelection {
  /** Rising, and as few as there can be. */
  readonly spans: readonly Span[];
  /** The place that the keyboard is at. */
  readonly focus: number;
  /** Where a selection that is extended begins. */
  readonly anchor: number;
  /** What was selected before the anchor was set: it stays while the selection is extended. */
  readonly #kept: readonly Span[];
  readonly #firsts: readonly number[];

  constructor(focus = 0, anchor = focus, spans: readonly Span[] = [], kept: readonly Span[] = []) {
    this.focus = focus;
    this.anchor = anchor;
    this.spans = joinSpans(spans);
    this.#kept = kept;
    this.#firsts = this.spans.map(({ first }) => first);
  }

  has(place: number): boolean {
    const span = this.spans[lastAtMost(this.#firsts, place)];
    return span !== undefined && place <= span.last;
  }

  /** One place alone. */
  select(place: number): FrameSelection {
    return new FrameSelection(place, place, [{ first: place, last: place }]);
  }

  /** A place more, or one less where it was selected. */
  toggle(place: number): FrameSelection {
    const one = [{ first: place, last: place }];
    const spans = this.has(place) ? withoutSpans(this.spans, one) : [...this.spans, ...one];
    return new FrameSelection(place, place, spans, withoutSpans(this.spans, one));
  }

  /** Everything that is shown from the anchor to a place. */
  extend(place: number, shown: ShownPlaces): FrameSelection {
    return new FrameSelection(place, this.anchor, [...this.#kept, ...shown.between(this.anchor, place)], this.#kept);
  }

  /** Everything that is shown. */
  all(shown: ShownPlaces): FrameSelection {
    return new FrameSelection(this.focus, this.anchor, shown.spans);
  }

  /** Nothing; the keyboard stays where it is. */
  clear(): FrameSelection {
    return new FrameSelection(this.focus);
  }
}
