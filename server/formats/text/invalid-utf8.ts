import type { TextRange } from './range.ts';

/** Where bytes are not UTF-8. */
export interface InvalidUtf8 {
  /** The places in the decoded text, in UTF-16 code units; neighbours are joined. */
  readonly ranges: readonly TextRange[];
  /** How many places there are, also beyond those that are told. */
  readonly count: number;
}

/**
 * Finds what a decoder replaces by U+FFFD, by the rules of the WHATWG Encoding Standard: each longest beginning of a
 * character that goes wrong is one U+FFFD. Offsets are those of the text without byte-order mark.
 */
export function invalidUtf8(bytes: Uint8Array, most: number): InvalidUtf8 {
  const ranges: { start: number; end: number }[] = [];
  let count = 0;
  let offset = 0;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let lastEnd = -1;
  while (at < bytes.length) {
    const { length, isValid } = measure(bytes, at);
    if (!isValid) {
      const last = ranges.at(-1);
      if (lastEnd !== offset) {
        count += 1;
        if (count <= most) ranges.push({ start: offset, end: offset + 1 });
      } else if (last?.end === offset) last.end = offset + 1;
      lastEnd = offset + 1;
    }
    at += length;
    offset += isValid && length === 4 ? 2 : 1;
  }
  return { ranges, count };
}

/** The length in bytes of the character at `at`, or of what is one U+FFFD. */
function measure(bytes: Uint8Array, at: number): { length: number; isValid: boolean } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return ASCII;
  const expected = lengthOf(first);
  if (expected === 0) return { length: 1, isValid: false };
  const [low, high] = secondByte(first);
  for (let index = 1; index < expected; index += 1) {
    const byte = bytes[at + index];
    const isInRange = byte !== undefined && byte >= (index === 1 ? low : 0x80) && byte <= (index === 1 ? high : 0xbf);
    if (!isInRange) return { length: index, isValid: false };
  }
  return { length: expected, isValid: true };
}

const ASCII = { length: 1, isValid: true } as const;

/** The number of bytes that a first byte announces; 0 for a byte that no character begins with. */
function lengthOf(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/** The bounds of the second byte, which shut out overlong forms, surrogates and what is beyond Unicode. */
function secondByte(first: number): readonly [low: number, high: number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}
