import { describe, expect, test } from 'vitest';
import { mergeConfigs, originAt } from '../../../../server/formats/config/merge-configs.ts';

describe('configurations put together', () => {
  test.each([
    ['keys of both', [{ a: 1 }, { b: 2 }], { a: 1, b: 2 }],
    ['a value over another', [{ a: 1 }, { a: 2 }, { a: 3 }], { a: 3 }],
    [
      'maps in maps',
      [{ r: { x: { p: 1, q: 1 } } }, { r: { x: { q: 2 }, y: {} } }],
      { r: { x: { p: 1, q: 2 }, y: {} } },
    ],
    ['a list as a whole', [{ l: [1, 2, 3] }, { l: [4] }], { l: [4] }],
    [
      'a list over a map, and a map over a list',
      [
        { a: {}, b: [1] },
        { a: [1], b: { c: 1 } },
      ],
      { a: [1], b: { c: 1 } },
    ],
    ['what is taken away', [{ r: { x: 1, y: 2 } }, { r: { x: null } }], { r: { y: 2 } }],
    ['what is taken away and given again', [{ x: { a: 1 } }, { x: null }, { x: { b: 1 } }], { x: { b: 1 } }],
    ['what is empty and was not there', [{ a: 1 }, { b: null }], { a: 1, b: null }],
    [
      'keys that objects have anyway',
      [{ a: 1 }, JSON.parse('{ "__proto__": { "x": 1 }, "constructor": 2 }')],
      undefined,
    ],
    ['what is no map at all', [{ a: 1 }, 'text'], 'text'],
    ['nothing under it', [{}, { a: 1 }], { a: 1 }],
  ])('%s', (_name, values, expected) => {
    const { value } = mergeConfigs(values);
    if (expected !== undefined) expect(value).toEqual(expected);
    else expect(JSON.stringify(value)).toBe('{"a":1,"__proto__":{"x":1},"constructor":2}');
  });
});

test('of each value it is known which configuration it is from', () => {
  const { origin } = mergeConfigs([
    { a: 1, r: { x: { p: 1, q: 1 }, z: 1 }, l: [1, 2] },
    { r: { x: { q: 2 }, z: null }, l: [3] },
  ]);
  const from = (...path: (string | number)[]) => originAt(origin, path);
  expect(from('a')).toBe(0);
  expect(from('r', 'x', 'p')).toBe(0);
  expect(from('r', 'x', 'q')).toBe(1);
  expect(from('l', 0)).toBe(1);
  // What is not there is told of where it would be.
  expect(from('r', 'x', 'none')).toBe(1);
  expect(from('r', 'z')).toBe(1);
  expect(from('none')).toBe(1);
});
