import { expect, test } from 'vitest';
import { editDistance, nearestNames } from '../../../../server/formats/comp/nearest-name.ts';

test.each([
  ['', '', 0],
  ['a', '', 1],
  ['Merge1', 'Merge1', 0],
  ['Merge1', 'Merge2', 1],
  ['Merge1', 'Mereg1', 1],
  ['Loder1', 'Loader1', 1],
  ['kitten', 'sitting', 3],
])('from %j to %j it is %i', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
  expect(editDistance(to, from)).toBe(distance);
});

test.each([
  ['Loder1', ['Loader1', 'Loader12', 'Blur1'], ['Loader1', 'Loader12']],
  ['merge1', ['Merge2', 'Merge1'], ['Merge1', 'Merge2']],
  ['Plate', ['Blur1', 'Saver1'], []],
  ['AB', ['CD', 'AC'], ['AC']],
])('%s among %j', (wrong, names, expected) => {
  expect(nearestNames(wrong, names)).toEqual(expected);
});
