import { Entry } from './entry.ts';

/** Entries to be used again. */
export class EntryPool {
  readonly #entries: Entry[] = [];
  #used = 0;

  /** How many are in use. */
  get used(): number {
    return this.#used;
  }

  /** All but the first `used` may be used again. */
  release(used: number): void {
    this.#used = used;
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
