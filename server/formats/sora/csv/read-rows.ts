import type { Delimiter } from './sheet.ts';

/** A row with the line on which it begins, counted from 1. */
export interface SheetRow {
  /** Without blanks around them, and without the quotes that they stand in. */
  readonly cells: readonly string[];
  readonly line: number;
}

/** What is wrong with the quotes of a table. */
export interface QuoteFault {
  /** A quote that is never closed, words after a closing quote, a quote in a cell that does not begin with one. */
  readonly kind: 'not-closed' | 'words-after' | 'inside';
  /** Counted from 1. */
  readonly line: number;
}

const QUOTE = '"';

/**
 * Reads the rows of a table, RFC 4180 with any delimiter, one after the other and in linear time. Lines may end with CRLF,
 * LF or CR, also in turns. Never fails: quotes that are in the wrong place are letters, and only one that is never closed
 * takes all that follows with it.
 */
export class RowReader {
  /** The first fault that was met. */
  fault: QuoteFault | undefined;
  readonly #text: string;
  readonly #delimiter: Delimiter;
  readonly #wordsEnd: RegExp;
  #at: number;
  #line: number;

  /** Begins at an offset, which is that of a line, counted from 1. */
  constructor(text: string, delimiter: Delimiter, start: number, line: number) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#wordsEnd = new RegExp(`[\\r\\n${delimiter}]`, 'g');
    this.#at = start;
    this.#line = line;
  }

  /** The next row, which may have nothing in it; absent after the last one. */
  next(): SheetRow | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const line = this.#line;
    const cells: string[] = [];
    for (;;) {
      const cell = this.#cell();
      if (cell === undefined) return cells.length === 0 ? undefined : { cells, line };
      cells.push(cell);
      if (this.#text[this.#at] !== this.#delimiter) break;
      this.#at += 1;
    }
    this.#endLine();
    return { cells, line };
  }

  #endLine(): void {
    if (this.#text[this.#at] === '\r' && this.#text[this.#at + 1] === '\n') this.#at += 1;
    this.#at += 1;
    this.#line += 1;
  }

  /** A cell; absent where its quote is never closed. */
  #cell(): string | undefined {
    const start = this.#at;
    const first = this.#skipBlanks(start);
    if (this.#text[first] !== QUOTE) return this.#words(start);
    const line = this.#line;
    const closing = this.#closingOf(first);
    if (closing === undefined) {
      this.#tell('not-closed', line);
      this.#at = this.#text.length;
      return undefined;
    }
    const content = this.#text.slice(first + 1, closing);
    this.#line += content.match(/\r\n|\r|\n/g)?.length ?? 0;
    const after = this.#skipBlanks(closing + 1);
    if (this.#isCellEnd(after)) {
      this.#at = after;
      return content.replaceAll('""', QUOTE).trim();
    }
    this.#tell('words-after', this.#line);
    const end = this.#endOfWords(after);
    this.#at = end;
    return this.#text.slice(first, end).trim();
  }

  #words(start: number): string {
    const end = this.#endOfWords(start);
    const words = this.#text.slice(start, end).trim();
    if (words.includes(QUOTE)) this.#tell('inside', this.#line);
    this.#at = end;
    return words;
  }

  /** The quote that closes the one at an offset: two of them stand for one. */
  #closingOf(opening: number): number | undefined {
    for (let at = opening + 1; ; at += 2) {
      at = this.#text.indexOf(QUOTE, at);
      if (at === -1) return undefined;
      if (this.#text[at + 1] !== QUOTE) return at;
    }
  }

  #endOfWords(start: number): number {
    this.#wordsEnd.lastIndex = start;
    return this.#wordsEnd.exec(this.#text)?.index ?? this.#text.length;
  }

  #skipBlanks(start: number): number {
    let at = start;
    while (this.#text[at] === ' ' || (this.#text[at] === '\t' && this.#delimiter !== '\t')) at += 1;
    return at;
  }

  #isCellEnd(at: number): boolean {
    const character = this.#text[at];
    return character === undefined || character === this.#delimiter || character === '\n' || character === '\r';
  }

  #tell(kind: QuoteFault['kind'], line: number): void {
    this.fault ??= { kind, line };
  }
}
