import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeJsonString, encodeJsonString } from '../../../../server/formats/json/json-string.ts';

test.each<[literal: string, text: string, offsets: readonly number[]]>([
  ['abc', 'abc', [0, 1, 2, 3]],
  ['', '', [0]],
  ['a\\nb', 'a\nb', [0, 1, 3, 4]],
  ['\\u0041b', 'Ab', [0, 6, 7]],
  ['😀\\t', '😀\t', [0, 1, 2, 4]],
  ['\\ud83d\\ude00!', '😀!', [0, 6, 12, 13]],
  ['\\"\\\\\\/', '"\\/', [0, 2, 4, 6]],
  ['\\x \\u12', '\\x \\u12', [0, 1, 2, 3, 4, 5, 6, 7]],
  ['\\', '\\', [0, 1]],
])('%j stands for %j', (literal, text, offsets) => {
  const decoded = decodeJsonString(literal);
  expect(decoded.text).toBe(text);
  expect(Array.from({ length: text.length + 1 }, (_, index) => decoded.offsetAt(index))).toEqual(offsets);
});

test('what JSON makes of a string is what it is decoded to, and every text survives', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\0', 'é', '😀', '\ud83d', '\u2028', '{') }),
      (text) => {
        const escaped = JSON.stringify(text).slice(1, -1);
        expect(decodeJsonString(escaped).text).toBe(text);
        expect(encodeJsonString(text)).toBe(escaped);
      },
    ),
  );
});
