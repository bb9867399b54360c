import { type Capacity, type TaskStart, without } from './choose-tasks.ts';

/** What an attempt has of the machine. */
export type Lent = Pick<TaskStart, 'needs' | 'gpus'>;

/** Who has what of the machine. What is free is what the machine has now without it, so that nothing is given twice. */
export class ResourceLedger {
  readonly #lent = new Set<Lent>();

  /** Writes down what somebody has; the answer gives it back. */
  lend(lent: Lent): () => void {
    const entry = { ...lent };
    this.#lent.add(entry);
    return () => this.#lent.delete(entry);
  }

  /** What is left of the machine. Where that has become less than is lent, who has something keeps it. */
  free(whole: Capacity): Capacity {
    let free = whole;
    for (const { needs, gpus } of this.#lent) free = without(free, needs, gpus);
    return free;
  }
}
