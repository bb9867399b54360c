import type { Lock } from '../../server/protocol/locks.ts';

/** After how many seconds without a renewal a lock is stale. */
const STALE_AFTER = 120;

/** The locks that are known, by the file they are on. */
export class LockModel {
  readonly #locks = new Map<string, Lock>();

  /** The locks, by file. */
  get locks(): readonly Lock[] {
    return [...this.#locks.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  lock(file: string): Lock | undefined {
    return this.#locks.get(file);
  }

  /** Seconds until the next of the locks that others hold may be stale; `undefined` if there is none. */
  get nextStale(): number | undefined {
    const ages = this.locks.filter((it) => it.state === 'held').map((it) => it.ageSeconds ?? 0);
    return ages.length === 0 ? undefined : Math.max(1, STALE_AFTER - Math.max(...ages) + 1);
  }

  /** Takes up a lock; one that is free is forgotten. */
  apply(lock: Lock): void {
    if (lock.state === 'free') this.#locks.delete(lock.file);
    else this.#locks.set(lock.file, lock);
  }

  /** Forgets the locks that this window held, which end with its connection; returns their files. */
  loseMine(): readonly string[] {
    const files = this.locks.filter((it) => it.state === 'mine').map((it) => it.file);
    for (const file of files) this.#locks.delete(file);
    return files;
  }

  /** The locks are these and no others. Returns the files whose state is another than before. */
  replace(locks: readonly Lock[]): readonly string[] {
    const before = new Map([...this.#locks].map(([file, it]) => [file, it.state]));
    this.#locks.clear();
    for (const lock of locks) this.apply(lock);
    const files = new Set([...before.keys(), ...this.#locks.keys()]);
    return [...files].filter((file) => before.get(file) !== this.#locks.get(file)?.state);
  }
}
