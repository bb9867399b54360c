import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfQuoted, isTerminated, quote, unescapeQuoted } from '../../../../server/formats/comp/quoted-string.ts';

describe('where a string ends', () => {
  test.each([
    ['"a" b', '"a"', true],
    ['"a\\"b" c', '"a\\"b"', true],
    ['"a\\\\" c', '"a\\\\"', true],
    [`'a"b' c`, `'a"b'`, true],
    ['"a\\\nb" c', '"a\\\nb"', true],
    ['"a\nb"', '"a', false],
    ['"C:/x.exr,\n', '"C:/x.exr', false],
    ['"Hello, },\r\n', '"Hello', false],
    ['"Name = Input {\n', '"Name = Input', false],
    ['"C:\\dir\\"', '"C:\\dir\\"', false],
    ['"', '"', false],
    ['"\\', '"\\', false],
  ])('%j', (text, image, terminated) => {
    expect(endOfQuoted(text, 0)).toEqual({ end: image.length, terminated });
    expect(isTerminated(image)).toBe(terminated);
  });
});

test.each([
  ['plain', 'plain'],
  ['a\\nb\\r\\t\\\\\\"\\/', 'a\nb\r\t\\"/'],
  ['\\65\\066\\0', 'AB\0'],
  ['a\\\r\nb', 'a\nb'],
  ['ends with \\', 'ends with \\'],
])('%j means %j', (content, value) => {
  expect(unescapeQuoted(content)).toBe(value);
});

test('every sequence is resolved, wherever it stands', () => {
  const byPattern = (content: string): string =>
    content.replace(/\\(\d{1,3}|\r\n|[\s\S])/g, (_whole, sequence: string) => unescapeQuoted(`\\${sequence}`));
  const unit = fc.constantFrom('\\', '\\', '\r', '\n', '0', '9', '12', 'n', 'x', '/', '"', '\u{1F600}');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (content) => {
      expect(unescapeQuoted(content)).toBe(byPattern(content));
    }),
    { numRuns: 2000 },
  );
  expect(unescapeQuoted('a\\\rb')).toBe('a\nb');
});

test('what is quoted is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const quoted = quote(value);
      expect(endOfQuoted(quoted, 0)).toEqual({ end: quoted.length, terminated: true });
      expect(unescapeQuoted(quoted.slice(1, -1))).toBe(value);
    }),
  );
});
