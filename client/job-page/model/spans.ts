import type { Span } from './frame-state.ts';

/** Spans in their order, each as long as it can be. */
export function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.first - b.first)) addSpan(joined, span);
  return joined;
}

/** Adds a span that begins where the last one begins or after it; joins the two where nothing is between them. */
export function addSpan(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last === undefined || span.first > last.last + 1) spans.push(span);
  else spans[spans.length - 1] = { first: last.first, last: Math.max(last.last, span.last) };
}

/** What is in `spans` and not in `others`. Both rise. */
export function withoutSpans(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  let left = spans;
  for (const { first, last } of others) {
    left = left.flatMap((it) => {
      if (it.last < first || it.first > last) return it;
      const parts = [
        { first: it.first, last: first - 1 },
        { first: last + 1, last: it.last },
      ];
      return parts.filter((part) => part.first <= part.last);
    });
  }
  return left;
}

/** How many numbers spans hold. */
export const sizeOf = (spans: readonly Span[]): number =>
  spans.reduce((total, { first, last }) => total + last - first + 1, 0);

/** `1001-1010,1020`: spans as Compline writes frames. */
export const framesText = (spans: readonly Span[]): string =>
  spans.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
