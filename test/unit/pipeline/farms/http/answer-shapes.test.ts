import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  amount,
  count,
  flag,
  identifier,
  label,
  listOf,
  messageIn,
  someOf,
  wholeListOf,
  word,
} from '../../../../../server/pipeline/farms/http/answer-shapes.ts';
import { timeOfSeconds, timeOfText } from '../../../../../server/pipeline/farms/http/answer-times.ts';

const shape = z.object({ word, label, amount, count, flag });

test.each<[unknown, string, string | undefined, number | undefined, boolean]>([
  [undefined, '', undefined, undefined, false],
  [null, '', undefined, undefined, false],
  ['', '', undefined, undefined, false],
  ['a\n\u001b[2J b', 'a\n\u001b[2J b', 'a [2J b', undefined, false],
  ['-12', '-12', '-12', -12, false],
  ['true', 'true', 'true', undefined, true],
  [' 1.5 ', ' 1.5 ', '1.5', 1.5, false],
  [7, '7', '7', 7, false],
  [2 ** 64, String(2 ** 64), String(2 ** 64), 2 ** 64, false],
  [Number.NaN, '', undefined, undefined, false],
  [true, 'true', 'true', undefined, true],
  [{}, '', undefined, undefined, false],
  [[], '', undefined, undefined, false],
])('%j is read', (value, asWord, asLabel, asAmount, asFlag) => {
  const said = { word: value, label: value, amount: value, count: value, flag: value };
  const read = shape.parse(value === undefined ? {} : said);
  const told = [read.word, read.label, read.amount, read.count];
  expect(told).toEqual([asWord, asLabel, asAmount, asAmount ?? 0]);
  // "1" and "yes" are such words too; numbers are not.
  if (typeof value !== 'number') expect(read.flag).toBe(asFlag);
});

test.each([undefined, null, '', {}, []])('nothing is known by %j', (value) => {
  expect(identifier.safeParse(value).success).toBe(false);
});

test('a list has to be there, unless it need not; what is in it and cannot be read is passed over', () => {
  const entry = z.object({ id: identifier });
  const odd = [{ id: 'a' }, null, {}, 3, { id: 7, more: 1 }];
  for (const of of [wholeListOf, listOf, someOf]) expect(of(entry).parse(odd)).toEqual([{ id: 'a' }, { id: '7' }]);
  const reads = (value: unknown) => [wholeListOf, listOf, someOf].map((of) => of(entry).safeParse(value).success);
  expect(reads(null)).toEqual([false, true, true]);
  expect(reads(undefined)).toEqual([false, false, true]);
  expect(reads({})).toEqual([false, false, true]);
});

test.each([
  ['{"code":5,"message":"no"}', 'no'],
  ['{"Message":"no"}', 'no'],
  ['{"message":null}', undefined],
  ['[]', undefined],
  ['<html>', undefined],
])('the words of %s', (text, said) => {
  expect(messageIn(text)).toBe(said);
});

test('what is no time is none', () => {
  expect([undefined, -1, 0, 5, 2 ** 62, Number.POSITIVE_INFINITY].map(timeOfSeconds)).toEqual([
    ...[undefined, undefined, undefined],
    ...[5_000, undefined, undefined],
  ]);
  expect(['', 'x', '0001-01-01T00:00:00', '2026-01-01T00:00:00Z', '9999-12-31T23:59:59Z'].map(timeOfText)).toEqual([
    ...[undefined, undefined, undefined],
    ...[Date.UTC(2026, 0), undefined],
  ]);
});
