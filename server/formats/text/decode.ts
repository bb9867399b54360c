import { invalidUtf8 } from './invalid-utf8.ts';
import type { TextRange } from './range.ts';

/** What the bytes of a file turned out to be. */
export interface DecodedText {
  /** Without byte-order mark, as editors show it; bytes that are not UTF-8 are U+FFFD. Empty for `binary`. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'binary';
  /** Where U+FFFD stands for bytes that are not UTF-8, at most `MOST_INVALID` places. */
  readonly invalid: readonly TextRange[];
  /** The number of such places. */
  readonly invalidCount: number;
}

/** So many places of broken bytes are told apart. */
const MOST_INVALID = 20;

/** So many bytes at the start decide whether a file is text at all: damage further on does not make a comp binary. */
const SAMPLE = 1024;

/**
 * Turns the bytes of a file into text. UTF-16 is recognised by its byte-order mark, or by its first letters. Files that hold NULs before their
 * end, or a good part of other control characters, are binary; the NUL with which Fusion 16 and older ends a comp is not
 * a sign of that.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(new TextDecoder('utf-16le').decode(bytes), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(decodeBigEndian(bytes.subarray(2)), 'utf-16be');
  // UTF-16 without its mark still shows by the NULs beside the letters of its first word.
  if (bytes[0] === 0 && isAscii(bytes[1]) && bytes[2] === 0 && isAscii(bytes[3])) {
    return decoded(decodeBigEndian(bytes), 'utf-16be');
  }
  if (isAscii(bytes[0]) && bytes[1] === 0 && isAscii(bytes[2]) && bytes[3] === 0) {
    return decoded(new TextDecoder('utf-16le').decode(bytes), 'utf-16le');
  }
  if (isBinary(bytes)) return decoded('', 'binary');
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('\ufffd')) return decoded(text, 'utf-8');
  const { ranges, count } = invalidUtf8(bytes, MOST_INVALID);
  return { text, encoding: 'utf-8', invalid: ranges, invalidCount: count };
}

function decoded(text: string, encoding: DecodedText['encoding']): DecodedText {
  return { text, encoding, invalid: [], invalidCount: 0 };
}

function decodeBigEndian(bytes: Uint8Array): string {
  const swapped = bytes.slice(0, bytes.length - (bytes.length % 2));
  for (let at = 0; at < swapped.length; at += 2) swapped.subarray(at, at + 2).reverse();
  return new TextDecoder('utf-16le').decode(swapped);
}

function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  let end = sample.length;
  if (end === bytes.length) while (end > 0 && isPadding(sample[end - 1])) end -= 1;
  let controls = 0;
  for (let at = 0; at < end; at += 1) {
    const byte = sample[at] ?? 0;
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32)) controls += 1;
  }
  return controls > end * 0.05;
}

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 9 && byte < 127;
}

/** NUL and line ends, which may close a comp. */
function isPadding(byte: number | undefined): boolean {
  return byte === 0 || byte === 9 || byte === 10 || byte === 13 || byte === 32;
}
