import { expect, test } from 'vitest';
import { rank } from '../../../../server/language/workspace/rank.ts';

test.each([
  ['merge', ['Merge', 'Merge1', 'MergeForeground', 'BigMerge', 'Plate_Merge', 'submerged']],
  ['m1', ['M1', 'Merge1', 'MyBlur1', 'Somethingm_1']],
  ['pm', ['Plate_Merge', 'spam']],
  ['目', ['目', '目パチ']],
])('%s finds the likeliest first', (query, names) => {
  const ranked = [...names].reverse().sort((a, b) => (rank(query, b) ?? -1) - (rank(query, a) ?? -1));
  expect(ranked).toEqual(names);
});

test.each([
  ['merge1', 'Merge'],
  ['ba', 'ab'],
  ['x', ''],
])('%s does not find %s', (query, name) => {
  expect(rank(query, name)).toBeUndefined();
});

test('nothing asked for finds everything', () => {
  expect(rank('', 'Merge1')).toBe(0);
});
