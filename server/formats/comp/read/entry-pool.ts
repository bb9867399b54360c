import { Entry } from './entry.ts';

/** Entries to be used again. */
export class EntryPool {
  readonly #entries: Entry[] = [];
  #used = 0;

  /** All of them may be used again. */
  reset(): void {
    this.#used = 0;
  }

  /** One that is as good as new. */
  next(): Entry {
    let entry = this.#entries[this.#used];
    if (entry === undefined) {
      entry = new Entry();
      this.#entries.push(entry);
    } else entry.clear();
    this.#used += 1;
    return entry;
  }
}
