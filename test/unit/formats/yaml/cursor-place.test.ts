import { describe, expect, test } from 'vitest';
import { cursorPlace } from '../../../../server/formats/yaml/cursor-place.ts';

/** What stands at `|`: the word, and what it is a key of (`k`) or the value of (`v`). */
function describePlace(marked: string): string | undefined {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const place = cursorPlace(text, offset);
  if (place === undefined) return undefined;
  const { word, keyOf, valueOf: value, hasColon, isFlow, needsBlank } = place;
  const parts = [
    `<${text.slice(word.start, word.end)}>`,
    keyOf && `k ${keyOf.join('.')}`,
    value && `v ${value.join('.')}`,
    hasColon && 'colon',
    isFlow && 'flow',
    needsBlank && 'blank',
  ];
  return parts.filter((part) => part !== undefined && part !== false).join(', ');
}

describe('the place of the cursor', () => {
  test.each([
    ['¦', '<>, k , v '],
    ['a:\n  ¦', '<>, k a, v a'],
    ['a:\r\n  ¦', '<>, k a, v a'],
    ['\uFEFFa:\n  ¦', '<>, k a, v a'],
    ['a:\n  b¦', '<b>, k a, v a'],
    ['a:\n  b:\n    c: 1\n  ¦\n', '<>, k a, v a'],
    ['a:\n    b:\n  ¦', '<>, k a, v a'],
    ['a:\n  b:\n¦', '<>, k , v '],
    ['a:\n  b:\n¦\n  c: 1\n', '<>, k , v '],
    ['a:\n  b: ¦', '<>, v a.b'],
    ['a:\n  b:¦', '<>, v a.b, blank'],
    ['a:\n  b: x y¦z # c', '<x yz>, v a.b'],
    ['a:\n  "b c¦":', '<"b c">, k a, colon'],
    ['a:\n  "b c": ¦', '<>, v a.b c'],
    ['a:\n  - ¦', '<>, k a.0, v a.0'],
    ['a:\n  - x: 1\n    ¦', '<>, k a.0, v a.0'],
    ['a:\n  - x: 1\n  - ¦', '<>, k a.1, v a.1'],
    ['a:\n- x: ¦\nb: 1\n', '<>, v a.0.x'],
    ['a:\n- x\nb:\n  ¦', '<>, k b, v b'],
    ['- - ¦', '<>, k 0.0, v 0.0'],
    ['a: { b: 1, c¦', '<c>, k a, flow'],
    ['a: { b: ¦', '<>, v a.b, flow'],
    ['a: {¦', '<>, k a, flow'],
    ['a: {¦}', '<>, k a, flow'],
    ['a: { b: { c: 1, ¦ } }', '<>, k a.b, flow'],
    ['a: { b¦: 1 }', '<b>, k a, colon, flow'],
    ['a: [x, ¦]', '<>, v a.1, flow'],
    ['a: [{ x: 1, y¦', '<y>, k a.0, flow'],
    ['a: {\n  b: 1,\n  ¦\n}', '<>, k a, flow'],
    ['a: { b: "x, y", c: ¦ }', '<>, v a.c, flow'],
    ['a: {b: c\nd:\n  ¦', '<>, k d, v d'],
    ['a: "x¦y"', '<"xy">, v a'],
    ['a: *x¦', '<*x>, v a'],
    ['a: &x ¦', '<>, v a'],
    ['a: |\n  foo\n¦', '<>, k , v '],
    ['a: |\n  foo¦', undefined],
    ['a: "b\n c¦"', undefined],
    ['a:\n  # x¦', undefined],
    ['a: b # x¦', undefined],
    ['a: { # x¦', undefined],
    ['a: b\n---\n¦', '<>, k , v '],
  ])('%j', (marked, expected) => {
    expect(describePlace(marked)).toBe(expected);
  });
});

test('a path goes through brackets that are nested without end', () => {
  // With a path for each bracket these are forty thousand million steps.
  const text = '['.repeat(300_000);
  expect(cursorPlace(text, text.length)?.valueOf).toHaveLength(300_000);
});
