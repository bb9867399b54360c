/** Work on each of many things, one after the other for each. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work when all that was asked before it for the same thing has ended. */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
