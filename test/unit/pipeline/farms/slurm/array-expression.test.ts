import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  indicesOf,
  readArrayExpression,
  writeIndices,
} from '../../../../../server/pipeline/farms/slurm/array-expression.ts';

const listed = (text: string, below = 1_000): readonly number[] | undefined => {
  const read = readArrayExpression(text);
  return read === undefined ? undefined : [...indicesOf(read, below)];
};

test.each([
  ['7', [7]],
  ['0-3', [0, 1, 2, 3]],
  ['0-3%2', [0, 1, 2, 3]],
  ['1,3-5', [1, 3, 4, 5]],
  ['[2-8:3]', [2, 5, 8]],
  ['[0-1,4%1]', [0, 1, 4]],
  ['998-1002', [998, 999]],
  // The list was cut off in the middle of a number, perhaps.
  ['0,2,4...', [0, 2]],
  ['...', []],
])('%s', (text, indices) => {
  expect(listed(text)).toEqual(indices);
});

test.each(['', 'N/A', 'x', '1-', '-1', '1:2', '1-3:0', '1,,2', '4294967294'])('%j is none', (text) => {
  expect(readArrayExpression(text)).toBeUndefined();
});

test('a list that is cut off says so', () => {
  expect(readArrayExpression('0,2,4...')?.isCut).toBe(true);
  expect(readArrayExpression('0,2,4')?.isCut).toBe(false);
});

test('no more is counted than an order has chunks', () => {
  expect(listed('0-999999999', 3)).toEqual([0, 1, 2]);
});

describe('what is written', () => {
  test.each([
    [[3], ['3']],
    [[5, 1, 4, 3, 3], ['1,3-5']],
    [[0, 1], ['0-1']],
    [[], []],
    [
      [1, 3, 5, 7, 9, 10],
      ['1,3,5', '7,9-10'],
    ],
  ])('%j as %s', (indices, texts) => {
    expect(writeIndices(indices, 6)).toEqual(texts);
  });

  test('is read as the same', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200), { minLength: 1 }), (indices) => {
        expect(writeIndices(indices, 20).flatMap((it) => listed(it) ?? [])).toEqual(
          indices.toSorted((one, other) => one - other),
        );
      }),
    );
  });
});
