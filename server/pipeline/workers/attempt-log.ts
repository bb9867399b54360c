import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

const largest = 16 * 1024 * 1024; // bytes of the head that is kept
const largestTail = 256 * 1024; // characters of the end that is kept beyond it

/**
 * The log of one attempt: each line with its time and its level. Of an endless output the beginning and the end are kept, and the log
 * says how much was left out. A log that cannot be written any more (a full disk) does not end a render.
 */
export class AttemptLog {
  readonly #file: number;
  readonly #limit: number;
  #size = 0;
  #tail: string[] = [];
  #tailSize = 0;
  #leftOut = 0;
  #failure: Error | undefined;

  /** Opens the log and makes its folder. Throws what the file system does. `limit` is in bytes. */
  constructor(file: string, limit: number = largest) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    this.#file = openSync(file, 'a', 0o600);
    this.#limit = limit;
  }

  /** What stopped the writing, where something did. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Adds lines, all with this moment's time. */
  write(...lines: readonly string[]): void {
    if (lines.length === 0) return;
    const now = new Date().toISOString();
    for (const line of lines) this.#add(`${now} ${line}\n`);
  }

  /** Adds the kept end of an output that was too long, and closes the file. */
  close(): void {
    if (this.#leftOut > 0) this.#append(`... ${this.#leftOut} characters of output left out ...\n`);
    this.#append(this.#tail.join(''));
    closeSync(this.#file);
  }

  #add(line: string): void {
    if (this.#size < this.#limit) {
      this.#append(line);
      return;
    }
    this.#tail.push(line);
    this.#tailSize += line.length;
    while (this.#tailSize > largestTail) {
      const length = this.#tail.shift()?.length ?? 0;
      this.#tailSize -= length;
      this.#leftOut += length;
    }
  }

  #append(text: string): void {
    if (this.#failure !== undefined || text === '') return;
    try {
      const bytes = Buffer.from(text);
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#file, bytes, written);
      this.#size += bytes.length;
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    }
  }
}
