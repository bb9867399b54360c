import type { CompSyntaxError } from './model.ts';

/** So many errors say that a text is not what it should be; more would only fill the list. */
const MOST_ERRORS = 100;

/** Gathers the errors of one pass over a text, in the order of the text: one to a line, at most `MOST_ERRORS`. */
export class SyntaxErrors {
  readonly #text: string;
  readonly #errors: CompSyntaxError[] = [];
  /** The end of the line of the last error; up to it no other is taken. */
  #lineEnd = -1;

  constructor(text: string) {
    this.#text = text;
  }

  get all(): readonly CompSyntaxError[] {
    return this.#errors;
  }

  /** Adds an error over `start` to `end`, unless its line has one or there are too many. */
  add(message: string, start: number, end: number, repair?: CompSyntaxError['repair']): void {
    const range = { start, end: Math.max(start, end) };
    this.push(repair === undefined ? { message, range } : { message, range, repair });
  }

  /** Adds an error that another pass made, under the same conditions. */
  push(error: CompSyntaxError): void {
    if (this.#errors.length >= MOST_ERRORS || error.range.start <= this.#lineEnd) return;
    const lineEnd = this.#text.indexOf('\n', error.range.start);
    this.#lineEnd = lineEnd === -1 ? this.#text.length : lineEnd;
    this.#errors.push(error);
  }
}

/** Puts the errors of several passes in the order of the text, again one to a line and at most `MOST_ERRORS`. */
export function mergeErrors(
  text: string,
  ...lists: readonly (readonly CompSyntaxError[])[]
): readonly CompSyntaxError[] {
  const merged = new SyntaxErrors(text);
  for (const error of lists.flat().sort((a, b) => a.range.start - b.range.start)) merged.push(error);
  return merged.all;
}
