import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { stateFiles } from '../../link/state-folder.ts';
import { systemCode } from '../files/file-error.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { type PublishRecord, publishRecordSchema } from './publish-record.ts';

/** The journals of all publishes: one file each, `<state>/publishes/<id>.json`, written whole at every step. */
export class Journal {
  readonly #folder: string;
  readonly #files: FileOperations;

  constructor(stateFolder: string, files: FileOperations) {
    this.#folder = stateFiles(stateFolder).publishes;
    this.#files = files;
  }

  /** Writes a record; durable when it resolves. Errors: those of `fileError`. */
  async write(record: PublishRecord): Promise<void> {
    await this.#files.makeFolder(this.#folder);
    await this.#files.write(this.#fileOf(record.publish.id), `${JSON.stringify(record, null, 2)}\n`);
  }

  /** Every record that can be read; `onDamaged` is told of the others, which stay where they are. */
  async readAll(onDamaged: (file: string) => void): Promise<readonly PublishRecord[]> {
    const records: PublishRecord[] = [];
    for (const name of await this.#names()) {
      const file = path.join(this.#folder, name);
      try {
        records.push(publishRecordSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
      } catch {
        onDamaged(file);
      }
    }
    return records;
  }

  /** Removes the record of a publish. */
  async remove(id: string): Promise<void> {
    await this.#files.remove(this.#fileOf(id));
  }

  #fileOf(id: string): string {
    return path.join(this.#folder, `${id}.json`);
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    }
  }
}
