/** Does what is to be done for one key in turn, and for different keys at once. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does a piece of work when everything before it for the same key has ended, well or not. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
