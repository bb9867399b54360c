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
  /** Where strings and comments begin that do not end on their line, in offsets of the chunk. */
  readonly openings: readonly number[];
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
  const openings: number[] = [];
  const table = { ...emptyTable(lineCount), openings };
  const skim = new LineSkim(text);
  for (let line = 0; line < lineCount; line += 1) {
    const end = lineStarts[line + 1] ?? text.length;
    let stop = skim.scan(skim.begin(lineStarts[line] ?? 0, end), end);
    for (; stop !== -1; stop = skim.scan(stop, end, stop)) openings.push(stop);
    skim.finish();
    table.indent[line] = skim.indent;
    table.change[line] = skim.change;
    table.lowest[line] = skim.lowest;
    table.flags[line] = skim.flags;
  }
  return table;
}

/** The table of a line that has been joined with others: it is neither a head nor a closing. */
export function tableOf(skim: LineSkim): LineTable {
  const table = emptyTable(1);
  table.indent[0] = skim.indent;
  table.change[0] = skim.change;
  table.lowest[0] = skim.lowest;
  table.flags[0] = skim.flags & ~(HEAD_LINE | CLOSING_LINE);
  return table;
}

/** The table of a line that belongs to the one before. */
export const JOINED_LINE: LineTable = { ...emptyTable(1), flags: Uint8Array.of(BLANK_LINE) };

function emptyTable(lineCount: number): LineTable {
  return {
    lineCount,
    indent: new Int32Array(lineCount),
    change: new Int32Array(lineCount),
    lowest: new Int32Array(lineCount),
    flags: new Uint8Array(lineCount),
    openings: [],
  };
}

/** Reads one line after the other, strings and comments as the lexer does. */
export class LineSkim {
  #text: string;
  indent = 0;
  change = 0;
  lowest = 0;
  flags = 0;
  #first = 0;
  #last = 0;
  #count = 0;
  #hasKey = false;
  #isTools = false;
  /** By bit: the levels of long brackets that do not close on this line any more. */
  #unclosed = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Begins a line; returns the offset of its first character that is no blank. */
  begin(start: number, end: number): number {
    const at = this.#readIndent(start, end);
    this.change = 0;
    this.lowest = 0;
    this.#first = at < end ? this.#text.charCodeAt(at) : 0;
    this.#last = 0;
    this.#count = 0;
    this.#hasKey = false;
    this.#isTools = false;
    this.#unclosed = 0;
    return at;
  }

  /** Goes on with the line in another text. */
  goOnIn(text: string): void {
    this.#text = text;
    this.#unclosed = 0;
  }

  /** A string has been passed. */
  passString(): void {
    this.#count += 1;
    this.#last = 34;
  }

  /**
   * Reads on up to the end of the line, where it returns -1, or up to where a string or comment begins that does not end
   * on it. One that begins at `unended` is known not to end at all.
   */
  scan(from: number, end: number, unended = -1): number {
    const text = this.#text;
    let at = from;
    let last = this.#last;
    let count = this.#count;
    let depth = this.change;
    let stop = -1;
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
          if (depth < this.lowest) this.lowest = depth;
        } else if (code === 34 || code === 39) {
          next = endOfQuoted(text, at).end;
          if (next >= end && isLineBreak(text.charCodeAt(end - 1)) && at !== unended) {
            stop = at;
            break;
          }
          this.#isTools ||= text.startsWith('Tools', at + 1) && next === at + 7;
        } else if (code === 45 && text.charCodeAt(at + 1) === 45) {
          const after = this.#endOfLong(at + 2, end);
          if (after === 0 || at === unended) break;
          if (after === -1) {
            stop = at;
            break;
          }
          at = after;
          continue;
        } else if (code === 91) {
          const after = this.#endOfLong(at, end);
          if (after === -1 && at !== unended) {
            stop = at;
            break;
          }
          if (after > 0) next = after;
        } else if (code === 61) this.#hasKey ||= depth === 0;
        else if (code === 84) this.#isTools ||= text.startsWith('Tools', at);
      }
      count += 1;
      last = code;
      at = next;
    }
    this.#last = last;
    this.#count = count;
    this.change = depth;
    return stop;
  }

  /** The line is read. */
  finish(): void {
    const lacksKey = this.#first === 61;
    const opens =
      (this.#hasKey || this.#isTools) &&
      this.change === 1 &&
      this.lowest === 0 &&
      this.#last === 123 &&
      (lacksKey || canBeginKey(this.#first));
    // What is lost may be `Tools`.
    const isTools = this.#isTools || (lacksKey && opens);
    const isClosing = this.#first === 125 && (this.#count === 1 || (this.#count === 2 && this.#last === 44));
    this.flags =
      (this.#count === 0 ? BLANK_LINE : 0) |
      (opens ? HEAD_LINE : 0) |
      (isClosing ? CLOSING_LINE : 0) |
      (isTools ? TOOLS_LINE : 0);
  }

  /** After the long bracket that opens at `start` and closes on the line; 0 where none opens, -1 where it does not close. */
  #endOfLong(start: number, end: number): number {
    const level = longBracketLevel(this.#text, start);
    if (level === -1) return 0;
    if ((this.#unclosed & (1 << level)) !== 0) return -1;
    const closing = `]${'='.repeat(level)}]`;
    const at = this.#text.slice(start + level + 2, end).indexOf(closing);
    if (at !== -1) return start + level + 2 + at + closing.length;
    this.#unclosed |= 1 << level;
    return -1;
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
