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
