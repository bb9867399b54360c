import { expect, test } from 'vitest';
import { CodeUnits } from '../../../../../server/formats/comp/read/code-units.ts';
import { KNOWN_NAMES, KnownNames } from '../../../../../server/formats/comp/read/known-names.ts';

const units = new CodeUnits();
const numberIn = (names: KnownNames, text: string, start = 0, end = text.length) =>
  names.numberIn(units.of(text), start, end);

test('an entry has room for the number of every name', () => {
  expect(KNOWN_NAMES.all.length).toBeLessThan(1024);
});

test('every name is found in a text, by itself and among others, and its number leads back to it', () => {
  for (const name of KNOWN_NAMES.all) {
    const number = numberIn(KNOWN_NAMES, name);
    expect(KNOWN_NAMES.name(number)).toBe(name);
    expect(KNOWN_NAMES.numberOf(name)).toBe(number);
    expect(numberIn(KNOWN_NAMES, `日${name}=`, 1, 1 + name.length)).toBe(number);
  }
});

test('what is not on the list has no number', () => {
  for (const name of KNOWN_NAMES.all) {
    for (const other of [`${name}x`, `x${name}`, name.slice(1), name.slice(0, -1), name.toUpperCase(), `${name}\0`]) {
      const expected = KNOWN_NAMES.all.indexOf(other) + 1;
      expect(numberIn(KNOWN_NAMES, other), other).toBe(expected);
      expect(KNOWN_NAMES.numberOf(other), other).toBe(expected);
    }
  }
  expect(KNOWN_NAMES.name(0)).toBe('');
});

test('names with the same letters at the places that are looked at first are told apart', () => {
  const names = new KnownNames(['Abcde', 'Axcye', 'Aycze', 'Abcde']);
  expect(names.all).toEqual(['Abcde', 'Axcye', 'Aycze']);
  expect(['Abcde', 'Axcye', 'Aycze', 'Azcze', ''].map((name) => numberIn(names, name))).toEqual([1, 2, 3, 0, 0]);
});
