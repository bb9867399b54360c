/** A place in a text as people and LSP have it: line and character (UTF-16 code units) count from 0. */
export interface PlaceInText {
  readonly line: number;
  readonly character: number;
}

/** The place of an offset. Lines end with `\n`, `\r\n` or `\r`. */
export function placeInText(text: string, offset: number): PlaceInText {
  let line = 0;
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    if (index + end.length > offset) break;
    line += 1;
    start = index + end.length;
  }
  return { line, character: offset - start };
}

/** The offset of a place; of one that is not there, the nearest before it. */
export function offsetOf(text: string, { line, character }: PlaceInText): number {
  let start = 0;
  let at = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    if (at === line) return Math.min(start + character, index);
    at += 1;
    start = index + end.length;
  }
  return Math.min(start + character, text.length);
}
