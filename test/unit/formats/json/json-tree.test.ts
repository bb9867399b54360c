import { expect, test } from 'vitest';
import { contentRange, objectPart } from '../../../../server/formats/json/json-tree.ts';
import { parseJsonTree } from '../../../../server/formats/json/read-json.ts';

test.each<[text: string, faults: readonly string[]]>([
  ['{}', []],
  ['{"a": 1,}', ['PropertyNameExpected 8', 'ValueExpected 8']],
  ['{"a" 1}', ['ColonExpected 5']],
  ['{"a": "x', ['UnexpectedEndOfString 6', 'CloseBraceExpected 8']],
  ['// c\n{}', ['InvalidCommentToken 0']],
  ['', ['ValueExpected 0']],
  [`${'['.repeat(300)}`, ['TooDeep 200']],
  [`{"a": "${'['.repeat(300)}"}`, []],
  ['\ufeff{}', []],
])('%j', (text, faults) => {
  expect(parseJsonTree(text).faults.map(({ code, range }) => `${code} ${range.start}`)).toEqual(faults);
});

test('of a key that comes twice the last one counts', () => {
  const part = objectPart(parseJsonTree('{"a": 1, "b": 2, "a": 3}').root);
  expect(part?.members.map(({ name }) => name)).toEqual(['a', 'b', 'a']);
  expect(part?.byName.get('a')?.value?.value).toBe(3);
});

test.each([
  ['"abc"', [1, 4]],
  ['"abc', [1, 4]],
  ['"ab\\"', [1, 5]],
  ['"ab\\\\"', [1, 5]],
  ['"', [1, 1]],
])('the text of %s is between its quotes', (text, [start, end]) => {
  const { root } = parseJsonTree(text);
  expect(root && contentRange(text, root)).toEqual({ start, end });
});

test('a broken text of any length gives few faults', () => {
  expect(parseJsonTree('x '.repeat(10_000)).faults.length).toBeLessThanOrEqual(100);
});
