import type { Lock } from '../../server/protocol/locks.ts';

/** After how many seconds without a renewal a lock is stale. */
const STALE_AFTER = 120;

/** A lock that is another than before. */
export interface LockChange {
  readonly lock: Lock;
  readonly before: Lock | undefined;
}

/** Of a whole list of locks: what it may not change. */
export interface ListLimits {
  /** When the list was asked for: what was heard since is newer. */
  readonly since: number;
  /** True for a file of which more is known than such a list tells. */
  readonly keep: (file: string) => boolean;
}

/** The locks that are known, by the file they are on. */
export class LockModel {
  readonly #locks = new Map<string, Lock>();
  readonly #heard = new Map<string, number>();
  #moment = 0;

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

  /** Now, as `ListLimits` and `applySince` take it. */
  get moment(): number {
    return this.#moment;
  }

  /** Takes up a lock; one that is free is forgotten. */
  apply(lock: Lock): LockChange | undefined {
    this.#moment += 1;
    this.#heard.set(lock.file, this.#moment);
    return this.#set(lock);
  }

  /** Takes up locks as they stood at a moment: nothing that was heard since gives way to them. */
  applySince(locks: readonly Lock[], since: number): readonly LockChange[] {
    return locks.filter(({ file }) => !this.#isHeardSince(file, since)).flatMap((lock) => this.apply(lock) ?? []);
  }

  /** The locks are these and no others. */
  replace(locks: readonly Lock[], { since, keep }: ListLimits): readonly LockChange[] {
    const listed = new Set(locks.map(({ file }) => file));
    const gone = this.locks.filter(({ file }) => !listed.has(file)).map(({ file }): Lock => ({ file, state: 'free' }));
    return [...gone, ...locks]
      .filter(({ file }) => !keep(file) && !this.#isHeardSince(file, since))
      .flatMap((lock) => this.#set(lock) ?? []);
  }

  #isHeardSince(file: string, since: number): boolean {
    return (this.#heard.get(file) ?? 0) > since;
  }

  #set(lock: Lock): LockChange | undefined {
    const before = this.#locks.get(lock.file);
    if (isNotYetGivenBack(lock, before)) return undefined;
    if (lock.state === 'free') this.#locks.delete(lock.file);
    else this.#locks.set(lock.file, lock);
    const isSame = (before?.state ?? 'free') === lock.state && before?.owner?.session === lock.owner?.session;
    return isSame ? undefined : { lock, before };
  }
}

/** True for one's own lock as the next core tells of it, before it knows whose it is: nobody else has had it. */
function isNotYetGivenBack({ state, owner }: Lock, before: Lock | undefined): boolean {
  if (before?.state !== 'mine' || (state !== 'held' && state !== 'stale')) return false;
  return owner !== undefined && owner.session === before.owner?.session;
}
