import { expect, test } from 'vitest';
import { formatAge, formatFrames, formatVersion, stem } from '../../../../client/views/format.ts';

test.each([
  [0, '0 s'],
  [-3, '0 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [7199, '1 h'],
  [200_000, '2 d'],
])('an age of %d s', (seconds, text) => expect(formatAge(seconds)).toBe(text));

test.each([
  [{ first: 1001, last: 1012 }, '1001-1012'],
  [{ first: 7, last: 7 }, '7'],
])('frames %o', (frames, text) => expect(formatFrames(frames)).toBe(text));

test.each([
  [1, '001'],
  [1234, '1234'],
])('version %d', (version, text) => expect(formatVersion(version)).toBe(text));

test.each([
  ['/p/a.b.comp', 'a.b'],
  ['C:\\p\\a.comp', 'a'],
  ['a', 'a'],
])('the stem of %s', (file, name) => expect(stem(file)).toBe(name));
