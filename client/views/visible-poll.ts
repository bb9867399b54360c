/** What is looked at again and again, as long as somebody sees it. */
export interface VisiblePollOptions {
  /** Milliseconds from one look to the next. */
  readonly interval: number;
  readonly isVisible: () => boolean;
  /** Calls `listener` when it has become visible or has gone out of sight. */
  readonly onDidChangeVisibility: (listener: () => void) => { dispose(): void };
  readonly look: () => Promise<void>;
  /** Milliseconds from any moment: how long a look takes is measured by it. */
  readonly now: () => number;
}

/** A look that takes long is followed by a pause of so many times its length. */
const PAUSE = 10;

/**
 * Looks at something every so often while it is seen, and once when it comes into sight again. There is never more than
 * one look at a time, and nothing is done for what nobody sees.
 */
export class VisiblePoll {
  readonly #options: VisiblePollOptions;
  readonly #subscription: { dispose(): void };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLooking = false;
  #isDisposed = false;

  constructor(options: VisiblePollOptions) {
    this.#options = options;
    this.#subscription = options.onDidChangeVisibility(() => this.#follow());
    if (options.isVisible()) this.#wait(options.interval);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }

  #follow(): void {
    clearTimeout(this.#timer);
    if (this.#options.isVisible() && !this.#isLooking) void this.#look();
  }

  #wait(pause: number): void {
    this.#timer = setTimeout(() => void this.#look(), pause);
  }

  async #look(): Promise<void> {
    const { now, look, isVisible, interval } = this.#options;
    const began = now();
    this.#isLooking = true;
    await look().catch(() => {}); // Whoever looks has told of it.
    this.#isLooking = false;
    if (!this.#isDisposed && isVisible()) this.#wait(Math.max(interval, PAUSE * (now() - began)));
  }
}
