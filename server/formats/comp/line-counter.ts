/** Counts the lines of a text on the way from its beginning to its end. */
export class LineCounter {
  readonly #text: string;
  readonly #lineEnds = /\r\n|\r|\n/g;
  #line = 0;
  #start = 0;
  #next: number;

  constructor(text: string) {
    this.#text = text;
    this.#next = this.#findNext();
  }

  /** The line of an offset and its place in the line, both from 0. Offsets must be asked for in ascending order. */
  at(offset: number): { readonly line: number; readonly character: number } {
    while (this.#next <= offset) {
      this.#line += 1;
      this.#start = this.#next;
      this.#next = this.#findNext();
    }
    return { line: this.#line, character: offset - this.#start };
  }

  /** The offset at which the next line begins. */
  #findNext(): number {
    return this.#lineEnds.test(this.#text) ? this.#lineEnds.lastIndex : Number.POSITIVE_INFINITY;
  }
}
