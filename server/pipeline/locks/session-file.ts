import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { lockFileSchema } from '../../protocol/locks.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { HeldLock } from './held-table.ts';

const storedLockSchema = z.object({
  file: z.string(),
  lockPath: z.string(),
  kept: z.boolean(),
  lock: lockFileSchema,
});

/** A lock that a core held, as the next one reads it. */
export type StoredLock = z.output<typeof storedLockSchema>;

const schema = z.object({ version: z.literal(1), locks: z.array(storedLockSchema) });

/** Remembers in the state folder which locks a core holds, so that the next one can go on with them. */
export class SessionFile {
  readonly #file: string;
  readonly #failed: (error: unknown) => void;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #written = '';

  /** `failed` takes note of what keeps the file from being read or written: locks go on without. */
  constructor(file: string, failed: (error: unknown) => void) {
    this.#file = file;
    this.#failed = failed;
  }

  /** The locks that were held last; none where nothing can be read. */
  async read(): Promise<readonly StoredLock[]> {
    try {
      const text = await readFile(this.#file, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{"version":1,"locks":[]}';
        throw error;
      });
      return schema.parse(JSON.parse(text)).locks;
    } catch (error) {
      this.#failed(error);
      return [];
    }
  }

  /** Writes what is held by the time of writing: many calls at once are one or two writes. Resolves when it is written. */
  async save(held: () => readonly HeldLock[]): Promise<void> {
    if (this.#writing === undefined) {
      this.#writing = this.#write(held).finally(() => {
        this.#writing = undefined;
      });
      await this.#writing;
      return;
    }
    this.#next ??= this.#writing.then(() => {
      this.#next = undefined;
      return this.save(held);
    });
    await this.#next;
  }

  async #write(held: () => readonly HeldLock[]): Promise<void> {
    const locks = held().map(({ file, lockPath, kept, lock }): StoredLock => ({ file, lockPath, kept, lock }));
    // When a lock was renewed says nothing about which ones are held.
    const text = JSON.stringify({ version: 1, locks }, (key, value: unknown) => (key === 'renewed' ? '' : value));
    if (text === this.#written) return;
    try {
      await replaceFile(this.#file, text, { mode: 0o600 });
      this.#written = text;
    } catch (error) {
      this.#failed(error);
    }
  }
}
