import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { pieceFile, pieceStarts, piecesFolder } from './log-pieces.ts';

/** How much of an attempt's output is kept: its head, and beyond that its end, in pieces. */
export interface LogLimits {
  /** Bytes of the head. */
  readonly head: number;
  /** Bytes of a piece of the end. */
  readonly piece: number;
  /** How many of these are kept, the newest ones. */
  readonly pieces: number;
}

const usual: LogLimits = { head: 16 * 2 ** 20, piece: 2 ** 20, pieces: 4 };

/**
 * The log of one attempt: each line with its time and its level. Of an endless output the head and the end are kept. The end
 * lies in pieces on the disk as well, the oldest of which goes when another one is begun, so that it is there also when the
 * process that writes it is killed. A log that cannot be written any more (a full disk) does not end a render.
 */
export class AttemptLog {
  readonly #file: string;
  readonly #limits: LogLimits;
  /** Where the pieces begin, by their bytes from the beginning of the output. */
  readonly #starts: number[];
  #handle: number;
  /** Bytes in the file that is written now, and before it. */
  #size: number;
  #before = 0;
  #failure: Error | undefined;

  /** Opens the log and makes its folder. Throws what the file system does. */
  constructor(file: string, limits: LogLimits = usual) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    this.#file = file;
    this.#limits = limits;
    this.#starts = pieceStarts(namesIn(piecesFolder(file)));
    this.#handle = openSync(file, 'a', 0o600);
    this.#size = fstatSync(this.#handle).size;
    const last = this.#starts.at(-1);
    if (last === undefined) return;
    // What a log of this name holds already stays.
    this.#size = statSync(pieceFile(file, last)).size;
    this.#before = last;
    this.#begin();
  }

  /** What stopped the writing, where something did. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Adds lines, all with this moment's time. */
  write(...lines: readonly string[]): void {
    if (lines.length === 0) return;
    const now = new Date().toISOString();
    let together: Buffer[] = [];
    let length = 0;
    for (const line of lines) {
      const bytes = Buffer.from(`${now} ${line}\n`);
      const used = this.#size + length;
      if (used > 0 && used + bytes.length > this.#room) {
        this.#append(Buffer.concat(together));
        [together, length] = [[], 0];
        this.#guarded(() => this.#begin());
      }
      together.push(bytes);
      length += bytes.length;
    }
    this.#append(Buffer.concat(together));
  }

  /** Closes the file. */
  close(): void {
    closeSync(this.#handle);
  }

  /** Bytes that the file that is written now may have. */
  get #room(): number {
    return this.#starts.length === 0 ? this.#limits.head : this.#limits.piece;
  }

  #begin(): void {
    const start = this.#before + this.#size;
    mkdirSync(piecesFolder(this.#file), { recursive: true, mode: 0o700 });
    const handle = openSync(pieceFile(this.#file, start), 'a', 0o600);
    closeSync(this.#handle);
    this.#handle = handle;
    this.#before = start;
    this.#size = 0;
    this.#starts.push(start);
    for (const old of this.#starts.splice(0, Math.max(0, this.#starts.length - this.#limits.pieces))) {
      removeFile(pieceFile(this.#file, old));
    }
  }

  #append(bytes: Buffer): void {
    this.#guarded(() => {
      let written = 0;
      while (written < bytes.length) {
        const count = writeSync(this.#handle, bytes, written);
        written += count;
        this.#size += count;
      }
    });
  }

  #guarded(work: () => void): void {
    if (this.#failure !== undefined) return;
    try {
      work();
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** Removes a file. One that cannot be removed, since another program of Windows has it open, ends no log. */
function removeFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays, and what is kept is larger by one piece.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
