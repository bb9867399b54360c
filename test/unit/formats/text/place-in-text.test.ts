import { expect, test } from 'vitest';
import { offsetOf, placeInText } from '../../../../server/formats/text/place-in-text.ts';

test.each([
  ['', 0, 0, 0],
  ['abc', 2, 0, 2],
  ['a\nb', 2, 1, 0],
  ['a\r\nb', 1, 0, 1],
  ['a\r\nb', 3, 1, 0],
  ['a\rb\n', 4, 2, 0],
  ['🎬\n🎬x', 5, 1, 2],
])('%j at %i', (text, offset, line, character) => {
  expect(placeInText(text, offset)).toEqual({ line, character });
  expect(offsetOf(text, { line, character })).toBe(offset);
});

test('a place that is not there is the nearest before it', () => {
  expect(offsetOf('ab\ncd', { line: 0, character: 9 })).toBe(2);
  expect(offsetOf('ab\ncd', { line: 9, character: 9 })).toBe(5);
});
