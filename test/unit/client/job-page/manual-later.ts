import type { Later } from '../../../../client/job-page/pulse.ts';
import { settle } from '../fake-core.ts';

/** Time that goes by when the test says so. */
export class ManualLater {
  readonly #waiting = new Set<{ readonly at: number; readonly work: () => void }>();
  #now = 0;

  readonly later: Later = (work, milliseconds) => {
    const entry = { at: this.#now + milliseconds, work };
    this.#waiting.add(entry);
    return { dispose: () => void this.#waiting.delete(entry) };
  };

  /** How much waits. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Lets time go by, and everything be done that is due by then. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      await settle();
      const next = [...this.#waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#waiting.delete(next);
      this.#now = next.at;
      next.work();
    }
    this.#now = until;
  }
}
