import type { CompSyntaxError } from './model.ts';

/** So many errors say that a text is not what it should be; more would only fill the list. */
const MOST_ERRORS = 100;

/** Gathers the errors of one pass over a text, in the order of the text: one to a line, at most `MOST_ERRORS`. */
export class SyntaxErrors {
  readonly #lineEnd: (offset: number) => number;
  readonly #errors: CompSyntaxError[] = [];
  /** The end of the line of the last error; up to it no other is taken. */
  #lastLineEnd = -1;

  /** `lineEnd` tells where the line of an offset ends. */
  constructor(lineEnd: (offset: number) => number) {
    this.#lineEnd = lineEnd;
  }

  /** The errors of this text. */
  static in(text: string): SyntaxErrors {
    let from = 0;
    let end = -1;
    return new SyntaxErrors((offset) => {
      // Of a long line many ask.
      if (offset >= from && offset <= end) return end;
      const lineEnd = text.indexOf('\n', offset);
      from = offset;
      end = lineEnd === -1 ? text.length : lineEnd;
      return end;
    });
  }

  get all(): readonly CompSyntaxError[] {
    return this.#errors;
  }

  /** Whether two offsets, the earlier one first, are on one line. */
  areOnOneLine(first: number, second: number): boolean {
    return second <= this.#lineEnd(first);
  }

  /** Whether an error at an offset would be taken: its line has none, and there are not too many. */
  takes(offset: number): boolean {
    return this.#errors.length < MOST_ERRORS && offset > this.#lastLineEnd;
  }

  /** Adds an error over `start` to `end`, unless its line has one or there are too many. */
  add(message: string, start: number, end: number, repair?: CompSyntaxError['repair']): void {
    const range = { start, end: Math.max(start, end) };
    this.push(repair === undefined ? { message, range } : { message, range, repair });
  }

  /** Adds an error that another pass made, under the same conditions. */
  push(error: CompSyntaxError): void {
    if (!this.takes(error.range.start)) return;
    this.#lastLineEnd = this.#lineEnd(error.range.start);
    this.#errors.push(error);
  }
}

/**
 * Puts errors in the order of the text, again one to a line and at most `MOST_ERRORS`. `gathered` is empty and knows
 * the lines of the text.
 */
export function mergeErrors(gathered: SyntaxErrors, errors: readonly CompSyntaxError[]): readonly CompSyntaxError[] {
  for (const error of [...errors].sort((a, b) => a.range.start - b.range.start)) gathered.push(error);
  return gathered.all;
}
