/** A stretch of a text: offsets in UTF-16 code units, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text in `range` by `newText`. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** One edit of a text as it is seen afterwards: what was in `range` before it is now `length` code units. */
export interface TextChange {
  readonly range: TextRange;
  readonly length: number;
}

/** Where an offset of one text lies in another. */
export type Move = (offset: number) => number;

/** The stretch of one text in another. */
export function shiftRange({ start, end }: TextRange, move: Move): TextRange {
  return { start: move(start), end: move(end) };
}
