/** Work that is done one after the other, in the order in which it came. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work when all that came before is done, whether that went well or not. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Resolves when all that has come so far is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
