import { expect, test } from 'vitest';
import { fillPlaceholders, placeholderFaults, placeholdersIn } from '../../../../server/formats/config/placeholders.ts';

const values = {
  comp: '/c $& {first}.comp',
  saver: 'S',
  first: '1001',
  last: '1006',
  count: '6',
  output: 'o.%04d.exr',
  outputFirst: '1',
  media: 'm.%04d.exr',
  mediaFirst: '17',
  threads: '4',
};

test.each([
  ['{first}-{last}', '1001-1006'],
  ['{comp}', '/c $& {first}.comp'],
  ['{{first}}', '{first}'],
  ['{{{first}}}', '{1001}'],
  ['select=not(eq(pts\\,1004))', 'select=not(eq(pts\\,1004))'],
  ['trim=end_frame={count},setpts=N+{first}', 'trim=end_frame=6,setpts=N+1001'],
])('%s becomes %s', (argument, expected) => {
  expect(placeholderFaults(argument)).toEqual([]);
  expect(fillPlaceholders(argument, values)).toBe(expected);
});

test.each([
  ['{frame}', 1],
  ['{First}', 1],
  ['{}', 1],
  ['{first', 1],
  ['first}', 1],
  ['{a}{b}', 2],
])('%s has %i faults', (argument, count) => {
  expect(placeholderFaults(argument)).toHaveLength(count);
});

test('the placeholders of an argument are told', () => {
  expect(placeholdersIn('{{media}} {media}:{mediaFirst} {nope}')).toEqual(['media', 'mediaFirst']);
});
