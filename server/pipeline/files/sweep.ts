import { lstat, readdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { shareNow } from '../locks/share-clock.ts';
import { writerOfTemporary } from './temporary-name.ts';
import { isDead } from './writer.ts';

/** A private file that is older, by the share's clock, is nobody's, whoever made it. Milliseconds. */
const DAY = 86_400_000;
/** A folder is looked through this often at most. Milliseconds. */
const EVERY = 60_000;

/** Removes the private files that writers left behind when they died; no others. */
export class Sweep {
  /** When each folder was last looked through, by a clock that never goes back. */
  readonly #swept = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Sweeps a folder, unless that was done within the last minute. Never throws: what stays is swept another time. */
  async folder(folder: string): Promise<void> {
    const now = this.#now();
    const last = this.#swept.get(folder);
    if (last !== undefined && now - last < EVERY) return;
    for (const [other, time] of this.#swept) if (now - time >= EVERY) this.#swept.delete(other);
    this.#swept.set(folder, now);
    await sweepFolder(folder).catch(() => undefined);
  }
}

/** Removes what dead writers left in a folder. Errors: those of reading the folder. */
export async function sweepFolder(folder: string): Promise<void> {
  const left: string[] = [];
  for (const name of await readdir(folder)) {
    const writer = writerOfTemporary(name);
    if (writer === undefined) continue;
    const file = path.join(folder, name);
    if (await isDead(writer)) await unlink(file).catch(() => undefined);
    else left.push(file);
  }
  for (const file of await olderThan(folder, left, DAY)) await unlink(file).catch(() => undefined);
}

/** Those of some files in a folder that were last written longer ago than `age` milliseconds, by the share's clock. */
export async function olderThan(folder: string, files: readonly string[], age: number): Promise<readonly string[]> {
  if (files.length === 0) return [];
  const now = await shareNow(folder);
  if (now === undefined) return [];
  const old: string[] = [];
  for (const file of files) {
    const stats = await lstat(file).catch(() => undefined);
    if (stats !== undefined && now - stats.mtimeMs > age) old.push(file);
  }
  return old;
}
