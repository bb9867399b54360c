/** How long an answer is good for, in milliseconds. */
const LIFE = 3_000;

/** What is slow to answer is asked less often: an answer lives so many times as long as it took. */
const LIFE_FOR_TIME = 5;

interface Entry<Value> {
  readonly value: Promise<Value>;
  /** Of the clock; endless until the answer is there. */
  goodUntil: number;
}

/** Remembers answers for some seconds. */
export class ShortMemory<Value> {
  readonly #now: () => number;
  readonly #most: number;
  readonly #entries = new Map<string, Entry<Value>>();

  /** `now`: a clock in milliseconds that never goes back. `most`: so many answers are kept, those used last. */
  constructor(now: () => number, most: number) {
    this.#now = now;
    this.#most = most;
  }

  /** The answer for a key, by `ask` where none is remembered. `ask` must not fail. */
  get(key: string, ask: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key);
    // What was used last stands last, so that the first is the one to drop.
    this.#entries.delete(key);
    const entry = known !== undefined && this.#now() < known.goodUntil ? known : this.#ask(ask);
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#most) break;
      this.#entries.delete(oldest);
    }
    return entry.value;
  }

  /** Forgets everything. */
  forget(): void {
    this.#entries.clear();
  }

  #ask(ask: () => Promise<Value>): Entry<Value> {
    const begin = this.#now();
    const entry: Entry<Value> = { value: ask(), goodUntil: Number.POSITIVE_INFINITY };
    void entry.value.then(() => {
      const end = this.#now();
      entry.goodUntil = end + Math.max(LIFE, (end - begin) * LIFE_FOR_TIME);
    });
    return entry;
  }
}
