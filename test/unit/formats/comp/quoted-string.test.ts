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

test('what is quoted is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const quoted = quote(value);
      expect(endOfQuoted(quoted, 0)).toEqual({ end: quoted.length, terminated: true });
      expect(unescapeQuoted(quoted.slice(1, -1))).toBe(value);
    }),
  );
});
