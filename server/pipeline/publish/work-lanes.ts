/** Works of which only so many go on at the same time; the others wait in their order. */
export class WorkLanes {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  #first = 0;

  constructor(atOnce: number) {
    this.#free = Math.max(1, atOnce);
  }

  /** Does a work when a lane is free. Errors: the work's. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** A lane goes from hand to hand while anybody waits. */
  #next(): void {
    const next = this.#waiting[this.#first];
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#first += 1;
    if (this.#first === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#first = 0;
    }
    next();
  }
}
