import { open } from 'node:fs/promises';
import { type LogPiece, logPieces } from '../../workers/log-pieces.ts';
import { leftOutLine, readStoredLine, type StoredLine } from './stored-line.ts';

/** A line with its place in the output: bytes from its beginning to the line's end. */
export interface PlacedLine extends StoredLine {
  readonly end: number;
  /** It stands for output that was left out. */
  readonly isGap?: boolean;
}

/** Bytes that are read at a time. */
const CHUNK = 256 * 1024;
/** Bytes of the longest line; more than a worker writes. What is longer is cut. */
const LONGEST = 64 * 1024;
const LINE_FEED = 10;

/**
 * Reads the lines of a log from a place to where it ends now. A line that is not finished is read once nothing more is
 * written. What has gone meanwhile, since the log keeps only its end, is said in a line of its own.
 */
export class LinesForwards {
  readonly #log: string;
  readonly #isWhole: boolean;
  #at: number;
  #pieces: readonly LogPiece[] | undefined;

  /** `from`: bytes from the beginning of the output. `isWhole`: nothing more is written. */
  constructor(log: string, from: number, isWhole: boolean) {
    this.#log = log;
    this.#at = from;
    this.#isWhole = isWhole;
  }

  /** The next lines; none where the log ends. */
  async next(): Promise<readonly PlacedLine[]> {
    for (let tries = 0; tries < 3; tries += 1) {
      this.#pieces ??= await logPieces(this.#log);
      const index = this.#pieces.findIndex(({ end }) => end > this.#at);
      const piece = this.#pieces[index];
      if (piece === undefined) return [];
      if (piece.start > this.#at) {
        const gap = leftOutLine(piece.start - this.#at);
        this.#at = piece.start;
        return [{ ...gap, end: this.#at, isGap: true }];
      }
      const bytes = await read(piece, this.#at, Math.min(piece.end, this.#at + CHUNK));
      if (bytes !== undefined) return this.#lines(bytes, piece, index < this.#pieces.length - 1 || this.#isWhole);
      this.#pieces = undefined; // Gone since it was listed.
    }
    return [];
  }

  #lines(bytes: Buffer, piece: LogPiece, isWhole: boolean): readonly PlacedLine[] {
    const isAll = isWhole && this.#at + bytes.length >= piece.end;
    const lines: PlacedLine[] = [];
    for (let from = 0; from < bytes.length; ) {
      const feed = bytes.indexOf(LINE_FEED, from);
      const end = feed === -1 ? bytes.length : feed;
      const isLong = end - from > LONGEST;
      if (feed === -1 && !isLong && !isAll) break;
      const stop = isLong ? wholeCharacters(bytes, from, from + LONGEST) : end;
      from = place(lines, bytes.subarray(from, stop), isLong || feed === -1 ? stop : stop + 1, this.#at);
    }
    this.#at = lines.at(-1)?.end ?? this.#at;
    return lines;
  }
}

/** Adds a line, and gives back where the next one begins in the bytes. */
function place(lines: PlacedLine[], bytes: Buffer, next: number, offset: number): number {
  lines.push({ ...readStoredLine(bytes.toString('utf8')), end: offset + next });
  return next;
}

/** Reads the lines of a log from its end to its beginning. A line that is not finished is left out while more is written. */
export class LinesBackwards {
  readonly #pieces: LogPiece[];
  #at: number;

  private constructor(pieces: LogPiece[], at: number) {
    this.#pieces = pieces;
    this.#at = at;
  }

  /** Begins at where the log ends now. `isWhole`: nothing more is written. */
  static async open(log: string, isWhole: boolean): Promise<LinesBackwards> {
    const pieces = await logPieces(log);
    const last = pieces.at(-1);
    const end = last === undefined || isWhole ? (last?.end ?? 0) : await endOfLines(last);
    return new LinesBackwards(pieces, end);
  }

  /** Where the reading is: bytes from the beginning of the output. */
  get at(): number {
    return this.#at;
  }

  /** The lines before, the last one first; none where the log begins. */
  async next(): Promise<readonly PlacedLine[]> {
    for (;;) {
      const piece = this.#pieces.at(-1);
      if (piece === undefined) return [];
      const end = Math.min(this.#at, piece.end);
      const bytes = end <= piece.start ? undefined : await read(piece, Math.max(piece.start, end - CHUNK), end);
      if (bytes !== undefined) {
        this.#at = end;
        return this.#lines(bytes, piece);
      }
      this.#pieces.pop();
      const before = this.#pieces.at(-1);
      if (before === undefined || before.end >= piece.start) {
        this.#at = piece.start;
        continue;
      }
      const gap = leftOutLine(piece.start - before.end);
      this.#at = before.end;
      return [{ ...gap, end: piece.start, isGap: true }];
    }
  }

  #lines(bytes: Buffer, piece: LogPiece): readonly PlacedLine[] {
    const offset = this.#at - bytes.length;
    const lines: PlacedLine[] = [];
    for (let end = bytes.length; end > 0; ) {
      const isFed = bytes[end - 1] === LINE_FEED;
      const stop = isFed ? end - 1 : end;
      const feed = stop === 0 ? -1 : bytes.lastIndexOf(LINE_FEED, stop - 1);
      const isLong = stop - (feed + 1) > LONGEST;
      // Its beginning is in the chunk before.
      if (feed === -1 && !isLong && offset > piece.start) break;
      const from = isLong ? wholeCharacters(bytes, stop - LONGEST - 4, stop - LONGEST) : feed + 1;
      place(lines, bytes.subarray(from, stop), end, offset);
      end = from;
      this.#at = offset + end;
    }
    return lines;
  }
}

/** Where the last line that is finished ends. */
async function endOfLines(piece: LogPiece): Promise<number> {
  for (let end = piece.end; end > piece.start; ) {
    const from = Math.max(piece.start, end - CHUNK);
    const bytes = await read(piece, from, end);
    if (bytes === undefined) break;
    const feed = bytes.lastIndexOf(LINE_FEED);
    if (feed !== -1) return from + feed + 1;
    end = from;
  }
  return piece.start;
}

/** Bytes of the output that a piece holds; undefined where they cannot be read. */
async function read({ file, start }: LogPiece, from: number, to: number): Promise<Buffer | undefined> {
  try {
    await using handle = await open(file, 'r');
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(to - from), 0, to - from, from - start);
    return bytesRead === 0 ? undefined : buffer.subarray(0, bytesRead);
  } catch {
    return undefined;
  }
}

/** Where a cut at `most` may be so that it goes through no character of UTF-8. */
function wholeCharacters(bytes: Buffer, least: number, most: number): number {
  let cut = most;
  while (cut > least + 1 && cut > most - 4 && ((bytes[cut] ?? 0) & 0xc0) === 0x80) cut -= 1;
  return cut;
}
