import type { TextEdit, TextRange } from '../../text/range.ts';
import { type Gap, whiteSpaceFor } from './gap.ts';
import { readGaps } from './read-gaps.ts';
import { replaceWhiteSpace } from './replace-white-space.ts';
import type { Stretch } from './stretch.ts';
import type { TextStyle } from './text-style.ts';

/**
 * The edits, in order, that give the white space of a stretch its form. Only those inside of `range` are made, in
 * offsets of the stretch. Nothing but white space between tokens changes. `undefined` comes
 * between edits: nothing yet. What follows a place that cannot be read stays as it is.
 */
export function* formatStretch(
  { text, around }: Stretch,
  range: TextRange,
  style: TextStyle,
): Generator<TextEdit | undefined> {
  let waiting: Gap[] = [];
  for (const gap of readGaps(text, around)) {
    if (gap === undefined) {
      yield undefined;
      continue;
    }
    waiting.push(gap);
    if (!gap.table.isSettled) continue;
    for (const settled of waiting) {
      const edit = replaceWhiteSpace(settled, whiteSpaceFor(settled, style));
      if (edit !== undefined && isInside(edit.range, range)) yield edit;
    }
    waiting = [];
    if (gap.start > range.end) return;
  }
}

/** What would be inserted at the end of a range stands behind it: the indent of the line after whole lines. */
function isInside(inner: TextRange, outer: TextRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end && inner.start < outer.end;
}
