/** A position as the protocol has it: lines from 0, characters in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A range as the protocol has it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A text without its markers, and where they stood. */
export interface MarkedText {
  readonly text: string;
  /** Where `|` stood; the start of the text when there was none. */
  readonly cursor: Position;
  readonly cursorOffset: number;
  /** What stood between each `«` and its `»`, in document order. */
  readonly ranges: readonly Range[];
}

const LINE_END = /\r\n|\r|\n/g;

/** The position of `offset`, found by splitting the text into lines. */
export function positionOf(text: string, offset: number): Position {
  let line = 0;
  let lineStart = 0;
  for (const match of text.matchAll(LINE_END)) {
    if (match.index + match[0].length > offset) break;
    line += 1;
    lineStart = match.index + match[0].length;
  }
  return { line, character: offset - lineStart };
}

/** Takes the markers out of a text: `|` is the cursor, `«»` are ranges. */
export function readMarkers(marked: string): MarkedText {
  const offsets: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let text = '';
  let cursorOffset = 0;
  for (const character of marked) {
    if (character === '|') cursorOffset = text.length;
    else if (character === '«') {
      const range = { start: text.length, end: text.length };
      offsets.push(range);
      open.push(range);
    } else if (character === '»') {
      const range = open.pop();
      if (range === undefined) throw new Error('» without «');
      range.end = text.length;
    } else text += character;
  }
  const ranges = offsets.map(({ start, end }) => ({ start: positionOf(text, start), end: positionOf(text, end) }));
  return { text, cursor: positionOf(text, cursorOffset), cursorOffset, ranges };
}

/** The text with edits of the protocol applied, which must not overlap. */
export function applyEdits(
  text: string,
  edits: readonly { readonly range: Range; readonly newText: string }[],
): string {
  const lineStarts = [0, ...Array.from(text.matchAll(LINE_END), (match) => match.index + match[0].length)];
  const offsetOf = ({ line, character }: Position): number => (lineStarts[line] ?? text.length) + character;
  return edits
    .map(({ range, newText }) => ({ start: offsetOf(range.start), end: offsetOf(range.end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
