import { expect, test } from 'vitest';
import { Spelling } from '../../../../server/checks/comp/spelling.ts';

const NAMES = ['DVE', 'Clip', 'Input', 'YSize', 'MinScale', 'XBlurSize', 'SceneInput1', 'BetterResize'];
const spelling = new Spelling(() => NAMES);

test.each([
  ['dve', 'DVE'],
  ['DVD', undefined],
  ['Cilp', 'Clip'],
  ['Cilps', undefined],
  ['Imput', 'Input'],
  ['Imputt', undefined],
  ['Input7', undefined],
  ['XSize', undefined],
  ['MaxScale', undefined],
  ['SceneInput12', undefined],
  ['SceneInptu1', 'SceneInput1'],
  ['XBlrSzie', 'XBlurSize'],
  ['BetterResise', 'BetterResize'],
  ['BeterResise', 'BetterResize'],
  ['BeterResis', undefined],
  ['dBetterResize', undefined],
])('%s means %s', (name, meant) => {
  expect(spelling.meant(name)).toBe(meant);
  expect(spelling.meant(name)).toBe(meant);
});

test('the closest one is meant', () => {
  expect(new Spelling(() => ['Transforms', 'Transform', 'transfrom']).meant('Transfrom')).toBe('transfrom');
});
