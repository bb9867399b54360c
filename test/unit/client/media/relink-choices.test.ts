import { expect, test } from 'vitest';
import { relinkChoices } from '../../../../client/media/relink-choices.ts';

test.each([
  ['one folder', [['/show/a', 2]], [['/show/a', 2]]],
  [
    'folders beside each other, and the one above',
    [
      ['/show/x/a', 2],
      ['/show/x/b', 1],
    ],
    [
      ['/show/x', 3],
      ['/show/x/a', 2],
      ['/show/x/b', 1],
    ],
  ],
  [
    'a folder in another that has files',
    [
      ['/show/x', 1],
      ['/show/x/deep/a', 2],
    ],
    [
      ['/show/x', 3],
      ['/show/x/deep/a', 2],
    ],
  ],
  [
    'drives',
    [
      ['P:\\show\\a', 1],
      ['P:\\b', 1],
      ['/mnt/c', 1],
    ],
    [
      ['/mnt/c', 1],
      ['P:', 2],
      ['P:\\b', 1],
      ['P:\\show\\a', 1],
    ],
  ],
  [
    'the root is none',
    [
      ['/a', 1],
      ['/b', 1],
    ],
    [
      ['/a', 1],
      ['/b', 1],
    ],
  ],
  ['nothing', [], []],
] as const)('%s', (_name, used, expected) => {
  const toChoices = (rows: readonly (readonly [string, number])[]) =>
    rows.map(([folder, files]) => ({ folder, files }));
  expect(relinkChoices(toChoices(used))).toEqual(toChoices(expected));
});
