import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../../server/formats/text/decode.ts';
import { invalidUtf8 } from '../../../../server/formats/text/invalid-utf8.ts';
import { writeMarks } from '../marked-text.ts';

/** Latin-1 text to bytes: `\xff` is the byte FF. */
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('what a file is', () => {
  test.each([
    ['plain', 'Composition { }', 'utf-8', 'Composition { }'],
    ['with byte-order mark', '\xef\xbb\xbfComposition', 'utf-8', 'Composition'],
    ['with the NUL of Fusion 16', 'Composition {\n}\n\n\0', 'utf-8', 'Composition {\n}\n\n\0'],
    ['empty', '', 'utf-8', ''],
    ['UTF-16, little end first', '\xff\xfeC\0o\0', 'utf-16le', 'Co'],
    ['UTF-16, big end first', '\xfe\xff\0C\0o', 'utf-16be', 'Co'],
    ['UTF-16 without mark', 'C\0o\0m\0', 'utf-16le', 'Com'],
    ['UTF-16 without mark, big end first', '\0C\0o\0m', 'utf-16be', 'Com'],
    ['binary', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'binary', ''],
    ['control characters', '\x01\x02\x03\x04abc', 'binary', ''],
  ])('%s', (_name, content, encoding, text) => {
    expect(decodeText(bytes(content))).toMatchObject({ encoding, text, invalidCount: 0 });
  });
});

describe('where bytes are not UTF-8', () => {
  test.each([
    ['a "\xf9\xdd\xba \x92#" b', 'a "«\ufffd»\u077a «\ufffd»#" b', 2],
    ['\xef\xbb\xbfa\xffb', 'a«\ufffd»b', 1],
    ['\xe7\x9b\xae\xe7\x9b', '目«\ufffd»', 1],
    ['\xf0\x9f\x8e\xac\xed\xa0\x80', '🎬«\ufffd\ufffd\ufffd»', 1],
    ['\xef\xbf\xbd\xc0\xaf', '\ufffd«\ufffd\ufffd»', 1],
  ])('%j', (content, marked, count) => {
    const decoded = decodeText(bytes(content));
    expect(writeMarks(decoded.text, decoded.invalid)).toBe(marked);
    expect(decoded.invalidCount).toBe(count);
  });

  test('the places are where the decoder puts U+FFFD', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 3 }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const content = Uint8Array.from(pieces.flatMap((part) => [...part]));
        const text = new TextDecoder().decode(content);
        const { ranges } = invalidUtf8(content, 1000);
        for (const { start, end } of ranges) expect(text.slice(start, end)).toBe('\ufffd'.repeat(end - start));
        // Whatever is left over was in the file as it is: together the rest reads the same.
        const genuine = [...text.matchAll(/\ufffd/g)].filter(
          ({ index }) => !ranges.some(({ start, end }) => index >= start && index < end),
        );
        const encoded = new TextEncoder().encode('\ufffd').join();
        expect(genuine.length).toBeLessThanOrEqual(content.join().split(encoded).length - 1);
      }),
    );
  });

  test('many places are counted, and some told', () => {
    const decoded = decodeText(bytes('a\xff'.repeat(500)));
    expect(decoded.invalid).toHaveLength(20);
    expect(decoded.invalidCount).toBe(500);
  });
});
