/** What is under way for each client, so that what ends a client comes after it. */
export class ClientWork {
  readonly #underWay = new Map<string, Set<Promise<unknown>>>();

  /** Does work for a client. */
  async run<Result>(client: string, work: () => Promise<Result>): Promise<Result> {
    const all = this.#underWay.get(client) ?? new Set<Promise<unknown>>();
    const one = work();
    this.#underWay.set(client, all.add(one));
    try {
      return await one;
    } finally {
      all.delete(one);
      if (all.size === 0) this.#underWay.delete(client);
    }
  }

  /** Resolves when all that is under way for a client has ended, however it ends. */
  async ended(client: string): Promise<void> {
    await Promise.allSettled(this.#underWay.get(client) ?? []);
  }
}
