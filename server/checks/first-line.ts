import type { TextRange } from '../formats/text/range.ts';

/** The first line of a text without its end, where what is wrong with a file as a whole is shown. */
export function firstLine(text: string): TextRange {
  return { start: 0, end: text.search(/[\r\n]|$/) };
}
