import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';
import { systemCode } from '../files/file-error.ts';
import { makeFolders } from '../files/make-folders.ts';
import { removeFolder } from '../files/remove-folder.ts';
import { replaceFile } from '../files/replace-file.ts';
import { sweepFolder } from '../files/sweep.ts';

/** Records of one kind, one file each, for their user alone: in memory as they are on the disk. */
export class RecordFolder<Item extends { readonly id: string }> {
  readonly #folder: string;
  readonly #schema: z.ZodType<Item>;
  readonly #onDamaged: (file: string) => void;
  #loading: Promise<Map<string, Item>> | undefined;

  /** `onDamaged` is told of files that cannot be understood; they stay where they are. */
  constructor(folder: string, schema: z.ZodType<Item>, onDamaged: (file: string) => void) {
    this.#folder = folder;
    this.#schema = schema;
    this.#onDamaged = onDamaged;
  }

  /** All records, in no order. Errors: those of reading the folder. */
  async all(): Promise<readonly Item[]> {
    return [...(await this.#load()).values()];
  }

  async get(id: string): Promise<Item | undefined> {
    return (await this.#load()).get(id);
  }

  /** Writes a record; durable when it resolves. Errors: those of `fileError`. */
  async put(item: Item): Promise<void> {
    const items = await this.#load();
    await makeFolders(this.#folder, 0o700);
    await replaceFile(this.#fileOf(item.id), `${JSON.stringify(item, null, 2)}\n`, { mode: 0o600 });
    items.set(item.id, item);
  }

  /** Removes a record. Errors: those of `fileError`. */
  async remove(id: string): Promise<void> {
    await removeFolder(this.#fileOf(id));
    (await this.#load()).delete(id);
  }

  async #load(): Promise<Map<string, Item>> {
    this.#loading ??= this.#read().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return await this.#loading;
  }

  async #read(): Promise<Map<string, Item>> {
    const items = new Map<string, Item>();
    await sweepFolder(this.#folder).catch(() => undefined);
    for (const name of await this.#names()) {
      const file = path.join(this.#folder, name);
      try {
        const item = this.#schema.parse(JSON.parse(await readFile(file, 'utf8')));
        items.set(item.id, item);
      } catch {
        this.#onDamaged(file);
      }
    }
    return items;
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => /^[0-9a-f-]+\.json$/.test(name));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  #fileOf(id: string): string {
    return path.join(this.#folder, `${id}.json`);
  }
}
