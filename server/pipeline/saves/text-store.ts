import { lstat, readdir, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../files/file-error.ts';
import { hashOf } from '../files/file-identity.ts';
import { makeFolders } from '../files/make-folders.ts';
import { replaceFile } from '../files/replace-file.ts';

/** How long and how much is kept of what nothing refers to. */
export interface KeepingRules {
  /** Milliseconds. */
  readonly age: number;
  /** Bytes, of all texts together. */
  readonly total: number;
  /** Milliseconds: what is younger may be just about to be referred to. */
  readonly untouched: number;
}

/** A month, and a gigabyte. */
export const KEEPING: KeepingRules = { age: 30 * 86_400_000, total: 1024 ** 3, untouched: 3_600_000 };

/** The names that people see of texts in a comparison are those of their files: so long at most. Characters. */
const LONGEST_NAME = 80;

/**
 * Texts that are kept for a while, for their user alone: `<folder>/<SHA-256>/<file name>`, each once however often it is
 * given.
 */
export class TextStore {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #rules: KeepingRules;

  constructor(folder: string, now: () => number, rules: KeepingRules = KEEPING) {
    this.#folder = folder;
    this.#now = now;
    this.#rules = rules;
  }

  /** Keeps a text; durable when it resolves. Answers its path. Errors: those of `fileError`. */
  async keep(bytes: Uint8Array, fileName: string): Promise<string> {
    const place = path.join(this.#folder, hashOf(bytes));
    const file = path.join(place, shownName(fileName));
    await makeFolders(place, 0o700);
    const now = new Date(this.#now());
    // What nothing referred to counts as new again, before it is relied on.
    await utimes(place, now, now).catch(() => undefined);
    const isThere = await lstat(file).then(
      ({ size }) => size === bytes.length,
      () => false,
    );
    if (!isThere) await replaceFile(file, bytes, { mode: 0o600 });
    return file;
  }

  /**
   * Removes texts that are old, and the oldest of those that are too much; never one that is referred to. Errors: those
   * of the system.
   */
  async prune(referred: ReadonlySet<string>): Promise<void> {
    const places = await this.#places();
    const keptPlaces = new Set([...referred].map((file) => path.dirname(file)));
    let total = places.reduce((sum, { size }) => sum + size, 0);
    for (const { place, usedAt, size } of places.sort((a, b) => a.usedAt - b.usedAt)) {
      const age = this.#now() - usedAt;
      const isTooMuch = age > this.#rules.age || (total > this.#rules.total && age > this.#rules.untouched);
      if (keptPlaces.has(place) || !isTooMuch) continue;
      await rm(place, { recursive: true, force: true });
      total -= size;
    }
  }

  async #places(): Promise<{ place: string; usedAt: number; size: number }[]> {
    const found: { place: string; usedAt: number; size: number }[] = [];
    for (const name of await namesIn(this.#folder)) {
      const place = path.join(this.#folder, name);
      const stats = await lstat(place).catch(() => undefined);
      if (stats === undefined) continue;
      let size = 0;
      for (const text of await namesIn(place).catch(() => [])) {
        size += (await lstat(path.join(place, text)).catch(() => undefined))?.size ?? 0;
      }
      found.push({ place, usedAt: stats.mtimeMs, size });
    }
    return found;
  }
}

function shownName(name: string): string {
  const extension = path.extname(name);
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - extension.length)}${extension}`;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
