import type { AttemptLine } from './read-log-lines.ts';

/** Characters that one answer may hold, whatever the number of its lines. */
const MOST_TEXT = 16 * 2 ** 20;

/** The lines of one answer, as many as there is room for. */
export class FoundLines {
  readonly #limit: number;
  readonly #lines: AttemptLine[] = [];
  #room = MOST_TEXT;

  /** `limit`: how many lines may be in it. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get lines(): readonly AttemptLine[] {
    return this.#lines;
  }

  get isFull(): boolean {
    return this.#lines.length >= this.#limit || this.#room <= 0;
  }

  add(line: AttemptLine): void {
    this.#lines.push(line);
    this.#room -= line.line.text.length;
  }
}
