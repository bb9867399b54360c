import type { Lock } from '../../protocol/locks.ts';
import type { LockPlace } from './lock-shares.ts';
import { type LockSight, seenBy } from './lock-sight.ts';

interface Reader {
  readonly place: LockPlace;
  readonly isWatching: boolean;
  readonly isHolder: boolean;
  /** What the client was told last, as far as it matters. */
  readonly told: string | undefined;
}

type Listener = (client: string, lock: Lock) => void;

/** Tells clients how locks change: those that they hold, and those of the files that they watch. Nothing is told twice. */
export class LockNews {
  /** By path of the lock, by client. */
  readonly #readers = new Map<string, Map<string, Reader>>();
  readonly #listeners = new Set<Listener>();

  /** Calls back with what a client is to be told. */
  onChange(listener: Listener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** From now on a client watches a place; it knows how the lock there stands. */
  watch(client: string, place: LockPlace, known: LockSight): void {
    const readers = this.#readersOf(place.lockPath);
    const isHolder = readers.get(client)?.isHolder === true;
    const told = gist(seenBy(client, place.file, known));
    readers.set(client, { place, isWatching: true, isHolder, told });
  }

  /** The places that somebody watches, each once. */
  watched(): readonly LockPlace[] {
    return [...this.#readers.values()].flatMap((readers) => {
      const watching = [...readers.values()].find(({ isWatching }) => isWatching);
      return watching === undefined ? [] : [watching.place];
    });
  }

  /** Tells a lock to all who have to know: who watches it, who holds it now, and who has held it until now. */
  publish({ lockPath }: Pick<LockPlace, 'lockPath'>, sight: LockSight): void {
    const readers = this.#readersOf(lockPath);
    const holder = sight.kind === 'held' ? sight.held : undefined;
    if (holder?.client !== undefined && !readers.has(holder.client)) {
      readers.set(holder.client, { place: holder, isWatching: false, isHolder: true, told: undefined });
    }
    for (const [client, reader] of [...readers]) {
      const lock = seenBy(client, reader.place.file, sight);
      const told = gist(lock);
      const isHolder = holder?.client === client;
      if (reader.isWatching || isHolder) readers.set(client, { ...reader, isHolder, told });
      else readers.delete(client);
      if (told === reader.told) continue;
      for (const listener of this.#listeners) listener(client, lock);
    }
    this.#clear(lockPath, readers);
  }

  /** A client has gone. */
  forget(client: string): void {
    for (const [lockPath, readers] of this.#readers) {
      readers.delete(client);
      this.#clear(lockPath, readers);
    }
  }

  /** From now on a client is told of its own locks alone. */
  stopWatching(client: string): void {
    for (const [lockPath, readers] of this.#readers) {
      const reader = readers.get(client);
      if (reader?.isHolder === true) readers.set(client, { ...reader, isWatching: false });
      else readers.delete(client);
      this.#clear(lockPath, readers);
    }
  }

  #clear(lockPath: string, readers: ReadonlyMap<string, Reader>): void {
    if (readers.size === 0) this.#readers.delete(lockPath);
  }

  #readersOf(lockPath: string): Map<string, Reader> {
    const readers = this.#readers.get(lockPath) ?? new Map<string, Reader>();
    this.#readers.set(lockPath, readers);
    return readers;
  }
}

/** What makes one state of a lock another one; how old it is does not. */
function gist({ state, owner, elsewhere }: Lock): string {
  return [state, owner?.session, elsewhere].join(' ');
}
