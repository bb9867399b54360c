import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { MOST_WANTED } from '../../formats/images/image-reading.ts';

/** A file is read in pieces of so many bytes: hashing one keeps others waiting for about a millisecond. */
const PIECE = 1024 * 1024;

/** Two buffers for pieces, each with room before it for what a question needs of the piece before. */
export type ReadBuffers = readonly [Buffer, Buffer];

/** New buffers; who reads many files uses them again. */
export function readBuffers(): ReadBuffers {
  return [Buffer.allocUnsafeSlow(MOST_WANTED + PIECE), Buffer.allocUnsafeSlow(MOST_WANTED + PIECE)];
}

/**
 * One pass over an open file that hashes its bytes and answers questions about them on the way. What was passed already
 * is read again; what lies ahead is hashed up to there. Bytes that were answered stand until the next question.
 */
export class HashedRead {
  readonly #handle: FileHandle;
  readonly #size: number;
  readonly #buffers: ReadBuffers;
  readonly #signal: AbortSignal | undefined;
  readonly #hash = createHash('sha256');
  /** The bytes at hand, and where in the file they begin and end. */
  #window: Uint8Array = new Uint8Array(0);
  #start = 0;
  #end = 0;
  #turn = 0;
  /** The piece that is being read while the one before is looked at. */
  #ahead: Promise<number> | undefined;
  #isAtEnd = false;

  /** `size` is where reading ends: what grows meanwhile is found out by its identity. */
  constructor(handle: FileHandle, size: number, buffers: ReadBuffers, signal?: AbortSignal) {
    this.#handle = handle;
    this.#size = size;
    this.#buffers = buffers;
    this.#signal = signal;
  }

  /** Bytes of the file, at most `MOST_WANTED`, fewer where it ends; at once where they are at hand. */
  bytes(offset: number, length: number): Uint8Array | Promise<Uint8Array> {
    const isHere = offset >= this.#start && (offset + length <= this.#end || this.#isAtEnd);
    return isHere ? this.#atHand(offset, length) : this.#fetch(offset, length);
  }

  /** Reads what is left: the number of bytes that were read, and their SHA-256 in hexadecimal. */
  async finish(): Promise<{ readonly bytes: number; readonly sha256: string }> {
    while (!this.#isAtEnd) await this.#advance(this.#end);
    return { bytes: this.#end, sha256: this.#hash.digest('hex') };
  }

  /** Waits until nothing reads any more: to be called before the file is closed. */
  async settle(): Promise<void> {
    await this.#ahead?.catch(() => undefined);
  }

  async #fetch(offset: number, length: number): Promise<Uint8Array> {
    if (offset < this.#start) return await this.#readAgain(offset, length);
    while (!this.#isAtEnd && this.#end < offset + length) await this.#advance(offset);
    return this.#atHand(offset, length);
  }

  #atHand(offset: number, length: number): Uint8Array {
    const at = offset - this.#start;
    return this.#window.subarray(at, at + length);
  }

  /** Takes the next piece; what is at hand from `keep` on stays in front of it. */
  async #advance(keep: number): Promise<void> {
    this.#signal?.throwIfAborted();
    const buffer = this.#buffers[this.#turn] as Buffer;
    const count = await (this.#ahead ?? this.#read(this.#end, buffer));
    this.#ahead = undefined;
    if (count === 0) {
      this.#isAtEnd = true;
      return;
    }
    const kept = this.#window.subarray(Math.max(0, keep - this.#start));
    buffer.set(kept, MOST_WANTED - kept.length);
    this.#window = buffer.subarray(MOST_WANTED - kept.length, MOST_WANTED + count);
    this.#start = this.#end - kept.length;
    this.#end += count;
    this.#turn = 1 - this.#turn;
    if (this.#end < this.#size) {
      this.#ahead = this.#read(this.#end, this.#buffers[this.#turn] as Buffer);
      // Its failure is met where the piece is needed.
      this.#ahead.catch(() => undefined);
    } else this.#isAtEnd = true;
    this.#hash.update(buffer.subarray(MOST_WANTED, MOST_WANTED + count));
  }

  async #read(position: number, buffer: Buffer): Promise<number> {
    const length = Math.min(PIECE, this.#size - position);
    if (length <= 0) return 0;
    return (await this.#handle.read(buffer, MOST_WANTED, length, position)).bytesRead;
  }

  async #readAgain(offset: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.#size - offset));
    const { bytesRead, buffer } = await this.#handle.read(Buffer.alloc(wanted), 0, wanted, offset);
    return buffer.subarray(0, bytesRead);
  }
}
