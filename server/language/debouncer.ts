/** Runs work for a key once the key has been quiet for a while. */
export class Debouncer {
  readonly #quietTime: number;
  readonly #run: (key: string) => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** `quietTime` in milliseconds. `run` must not throw. */
  constructor(quietTime: number, run: (key: string) => void) {
    this.#quietTime = quietTime;
    this.#run = run;
  }

  /** Runs for `key` when nothing was scheduled for it for the quiet time. */
  schedule(key: string): void {
    this.cancel(key);
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        this.#run(key);
      }, this.#quietTime),
    );
  }

  /** Does not run for `key` after all. */
  cancel(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}
