import { expect, test } from 'vitest';
import { addressKey, nameOf } from '../../../../server/language/workspace/address.ts';

test.each([
  ['file:///c%3A/show/a.comp', 'file:///C:/show/a.comp', true],
  ['file:///show/a%20b%5B1%5D.comp', 'file:///show/a b[1].comp', true],
  ['file:///show/A.comp', 'file:///show/a.comp', false],
  ['file:///show/100%.comp', 'file:///show/100%.comp', true],
])('%s and %s are of one file: %s', (a, b, isSame) => {
  expect(addressKey(a) === addressKey(b)).toBe(isSame);
});

test.each([
  ['file:///show/a%20b.comp', 'a b.comp'],
  ['file:///c%3A/show/100%.comp', '100%.comp'],
  ['untitled:a.comp', 'untitled:a.comp'],
  ['file:///show/', ''],
])('the name at the end of %s is %j', (uri, name) => {
  expect(nameOf(uri)).toBe(name);
});
