import type { AttemptOrder, TimeLimit } from './messages.ts';

/** Watches how long an attempt takes: until its first line, without another frame, and as a whole. */
export class TimeLimits {
  readonly #order: Pick<AttemptOrder, 'timeout' | 'startTimeout' | 'stallTimeout'>;
  readonly #exceeded: (limit: TimeLimit) => void;
  readonly #timers = new Map<TimeLimit, NodeJS.Timeout>();

  /** `exceeded` is called once, with the limit that was passed first. */
  constructor(
    order: Pick<AttemptOrder, 'timeout' | 'startTimeout' | 'stallTimeout'>,
    exceeded: (limit: TimeLimit) => void,
  ) {
    this.#order = order;
    this.#exceeded = exceeded;
  }

  /** The program has been started. */
  begin(): void {
    this.#set('run', this.#order.timeout);
    this.#set('start', this.#order.startTimeout);
    this.#set('stall', this.#order.stallTimeout);
  }

  /** It has printed something. */
  printed(): void {
    this.#clear('start');
  }

  /** It has finished another frame. */
  progressed(): void {
    if (this.#timers.has('stall')) this.#set('stall', this.#order.stallTimeout);
  }

  /** It has ended. */
  end(): void {
    for (const limit of [...this.#timers.keys()]) this.#clear(limit);
  }

  #set(limit: TimeLimit, seconds: number | undefined): void {
    this.#clear(limit);
    if (seconds === undefined) return;
    const pass = (): void => {
      this.end();
      this.#exceeded(limit);
    };
    this.#timers.set(limit, setTimeout(pass, seconds * 1_000));
  }

  #clear(limit: TimeLimit): void {
    clearTimeout(this.#timers.get(limit));
    this.#timers.delete(limit);
  }
}
