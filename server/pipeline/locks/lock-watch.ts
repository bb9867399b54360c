import type { Lock } from '../../protocol/locks.ts';
import type { LockParts } from './lock-keeper.ts';
import type { LockPlace } from './lock-shares.ts';
import { type LockSight, seenBy } from './lock-sight.ts';

/** How a lock stands; without its place where the share does not even tell that. */
export interface Look {
  readonly file: string;
  readonly place: LockPlace | undefined;
  readonly sight: LockSight;
}

/** Watches files for clients: finds out at each beat how the locks of others stand that somebody watches. */
export class LockWatch {
  readonly #parts: LockParts;
  /** By client, the files that it watches whose places could not be found yet. */
  readonly #unplaced = new Map<string, readonly string[]>();

  constructor(parts: LockParts) {
    this.#parts = parts;
  }

  /** Looks at the lock of a file. Never fails. */
  async look(file: string): Promise<Look> {
    const { shares, eyes, table } = this.#parts;
    const place = await shares.placeOf(file).catch(() => undefined);
    if (place === undefined) return { file, place, sight: { kind: 'unreachable' } };
    return { file, place, sight: await eyes.glance(place, table.get(place.lockPath)) };
  }

  /** From now on a client watches these files and no others. Answers how their locks stand. */
  async watch(files: readonly string[], client: string): Promise<Lock[]> {
    const looks = await Promise.all(files.map((file) => this.look(file)));
    this.forget(client);
    this.#parts.news.stopWatching(client);
    for (const look of looks) this.#add(client, look);
    return looks.map(({ file, sight }) => seenBy(client, file, sight));
  }

  /** Looks at everything that is watched, and tells what has changed. Never fails. */
  async beat(): Promise<void> {
    const { news } = this.#parts;
    const tries = [...this.#unplaced].flatMap(([client, files]) => files.map((file) => this.#tryAgain(client, file)));
    await Promise.all([...tries, ...news.watched().map((place) => this.#lookAgain(place))]);
  }

  /** A client watches nothing any more. */
  forget(client: string): void {
    this.#unplaced.delete(client);
  }

  #add(client: string, { file, place, sight }: Look): void {
    if (place !== undefined) this.#parts.news.watch(client, place, sight);
    else this.#unplaced.set(client, [...(this.#unplaced.get(client) ?? []), file]);
  }

  async #tryAgain(client: string, file: string): Promise<void> {
    const { place, sight } = await this.look(file);
    const waiting = this.#unplaced.get(client);
    // Meanwhile the client may have gone, or may watch other files.
    if (place === undefined || waiting?.includes(file) !== true) return;
    this.#unplaced.set(
      client,
      waiting.filter((it) => it !== file),
    );
    this.#parts.news.watch(client, place, { kind: 'unreachable' });
    this.#parts.news.publish(place, sight);
  }

  async #lookAgain(place: LockPlace): Promise<void> {
    const { table, eyes, news } = this.#parts;
    // What is held is told when it is renewed.
    if (table.get(place.lockPath) !== undefined) return;
    const sight = await eyes.glance(place, undefined);
    if (table.get(place.lockPath) === undefined) news.publish(place, sight);
  }
}
