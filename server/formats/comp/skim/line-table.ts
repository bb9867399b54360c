import type { TextChunk } from '../../text/text-chunk.ts';
import { longBracketLevel } from '../long-bracket.ts';
import { endOfQuoted } from '../quoted-string.ts';

/** Nothing but blanks and a comment. */
export const BLANK_LINE = 1;
/** `Name = Type {` and the like: a key, and a table that opens at the end of the line. */
export const HEAD_LINE = 2;
/** `}` or `},` alone. */
export const CLOSING_LINE = 4;
/** The key `Tools` stands in the line, or a word that may be it, or the key is gone. */
export const TOOLS_LINE = 8;

/** What the lines of a chunk do to the nesting of tables. By line, in arrays of one length. */
export interface LineTable {
  readonly lineCount: number;
  /** The column of the first token; a tab leads to the next multiple of four. */
  readonly indent: Int32Array;
  /** How many more tables are open after the line than before it. */
  readonly change: Int32Array;
  /** The fewest tables open anywhere in the line, compared with its start: 0 or less. */
  readonly lowest: Int32Array;
  /** `BLANK_LINE` and the others, added up. */
  readonly flags: Uint8Array;
  /** A string or comment in the chunk goes on over a line's end, so that lines alone tell nothing. */
  readonly spansLines: boolean;
}

const TAB_WIDTH = 4;

/** What a character of ASCII means to a line. */
const ORDINARY = 0;
const BLANK = 1;
const SPECIAL = 2;
const KINDS = kinds();

function kinds(): Uint8Array {
  const table = new Uint8Array(128);
  for (const code of [9, 10, 11, 12, 13, 32]) table[code] = BLANK;
  for (const character of '{}"\'-[=T') table[character.charCodeAt(0)] = SPECIAL;
  return table;
}

/** Measures the lines of a chunk that ends with a line's end, or with the text where `isLast`. */
export function skimLines(chunk: TextChunk, isLast: boolean): LineTable {
  const { text, lineStarts } = chunk;
  const lineCount = isLast ? lineStarts.length : lineStarts.length - 1;
  const table = {
    lineCount,
    indent: new Int32Array(lineCount),
    change: new Int32Array(lineCount),
    lowest: new Int32Array(lineCount),
    flags: new Uint8Array(lineCount),
    spansLines: false,
  };
  const skim = new LineSkim(text);
  for (let line = 0; line < lineCount; line += 1) {
    skim.read(lineStarts[line] ?? 0, lineStarts[line + 1] ?? text.length);
    table.indent[line] = skim.indent;
    table.change[line] = skim.change;
    table.lowest[line] = skim.lowest;
    table.flags[line] = skim.flags;
    if (skim.spansLines) return { ...table, spansLines: true };
  }
  return table;
}

/** Reads one line after the other, strings and comments as the lexer does. */
class LineSkim {
  readonly #text: string;
  indent = 0;
  change = 0;
  lowest = 0;
  flags = 0;
  spansLines = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(start: number, end: number): void {
    const text = this.#text;
    let at = this.#readIndent(start, end);
    const first = at < end ? text.charCodeAt(at) : 0;
    let last = 0;
    let count = 0;
    let depth = 0;
    let lowest = 0;
    let hasKey = false;
    let isTools = false;
    while (at < end) {
      const code = text.charCodeAt(at);
      const kind = code < 128 ? KINDS[code] : ORDINARY;
      if (kind === BLANK) {
        at += 1;
        continue;
      }
      let next = at + 1;
      if (kind === SPECIAL) {
        if (code === 123) depth += 1;
        else if (code === 125) {
          depth -= 1;
          if (depth < lowest) lowest = depth;
        } else if (code === 34 || code === 39) {
          next = endOfQuoted(text, at).end;
          if (next >= end && isLineBreak(text.charCodeAt(end - 1))) this.spansLines = true;
          isTools ||= text.startsWith('Tools', at + 1) && next === at + 7;
        } else if (code === 45 && text.charCodeAt(at + 1) === 45) {
          if (longBracketLevel(text, at + 2) !== -1) this.spansLines = true;
          break;
        } else if (code === 91) {
          if (longBracketLevel(text, at) !== -1) this.spansLines = true;
        } else if (code === 61) hasKey ||= depth === 0;
        else if (code === 84) isTools ||= text.startsWith('Tools', at);
      }
      count += 1;
      last = code;
      at = next;
    }
    const lacksKey = first === 61;
    const opens =
      (hasKey || isTools) && depth === 1 && lowest === 0 && last === 123 && (lacksKey || canBeginKey(first));
    // What is lost may be `Tools`.
    isTools ||= lacksKey && opens;
    const isClosing = first === 125 && (count === 1 || (count === 2 && last === 44));
    this.change = depth;
    this.lowest = lowest;
    this.flags =
      (count === 0 ? BLANK_LINE : 0) |
      (opens ? HEAD_LINE : 0) |
      (isClosing ? CLOSING_LINE : 0) |
      (isTools ? TOOLS_LINE : 0);
  }

  #readIndent(start: number, end: number): number {
    let column = 0;
    let at = start;
    for (; at < end; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === 32) column += 1;
      else if (code === 9) column += TAB_WIDTH - (column % TAB_WIDTH);
      else break;
    }
    this.indent = column;
    return at;
  }
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** A letter of ASCII, `_` or `[`. */
function canBeginKey(code: number): boolean {
  return (code >= 65 && code <= 91) || code === 95 || (code >= 97 && code <= 122);
}
