/**
 * So many reads of the disk go on at once. Node reads files on four threads; a share that no longer answers holds a
 * thread until the system gives up, and one thread has to stay free for everything else.
 */
const MOST_AT_ONCE = 3;

/** Reads of the disk that nobody waits for without end. */
export class BoundedReads {
  readonly #timeout: number;
  readonly #waiting: ((isFree: boolean) => void)[] = [];
  #running = 0;
  #hung = 0;

  /** `timeout`: how long one read may take, in milliseconds. */
  constructor(timeout: number) {
    this.#timeout = timeout;
  }

  /**
   * What `work` reads; undefined where that takes too long, or where everything waits for a disk that does not answer.
   * Throws what `work` throws.
   */
  async read<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    if (!(await this.#enter())) return undefined;
    return new Promise((resolve, reject) => {
      let isHung = false;
      const timer = setTimeout(() => {
        isHung = true;
        this.#hung += 1;
        if (this.#hung === MOST_AT_ONCE) for (const turn of this.#waiting.splice(0)) turn(false);
        resolve(undefined);
      }, this.#timeout);
      const end = (): void => {
        clearTimeout(timer);
        if (isHung) this.#hung -= 1;
        this.#leave();
      };
      work().finally(end).then(resolve, reject);
    });
  }

  async #enter(): Promise<boolean> {
    if (this.#hung === MOST_AT_ONCE) return false;
    if (this.#running < MOST_AT_ONCE) {
      this.#running += 1;
      return true;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next one takes the place over. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next(true);
  }
}
