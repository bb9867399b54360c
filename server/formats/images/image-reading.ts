/** The bytes that a reader asks for. Where the file ends before, it gets fewer, or none. */
export interface Want {
  readonly offset: number;
  readonly length: number;
}

/**
 * A reader at work: it asks for bytes one after the other and ends with its result. Who drives it reads the file, so
 * that the reader knows none. It mostly asks forwards, so that one pass over a file answers it.
 */
export type Reading<Result> = Generator<Want, Result, Uint8Array>;

/** The checksum of bytes that go on after others: CRC-32 as zlib has it. */
export type Crc32 = (bytes: Uint8Array, before: number) => number;

/** So many bytes are asked for at once at the most. */
export const MOST_WANTED = 64 * 1024;

/** Why a file is not what it should be, as one sentence about it. Thrown within readers alone. */
export class ImageFault extends Error {}

/** Exactly these bytes; where the file ends before, a fault that says within what it breaks off. */
export function* bytesAt(offset: number, length: number, within: string): Reading<DataView> {
  const bytes = yield { offset, length };
  if (bytes.length < length) throw new ImageFault(`It breaks off within ${within}.`);
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

/** Letters of one byte each. */
export function latin(bytes: DataView, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes.getUint8(at));
  return text;
}
