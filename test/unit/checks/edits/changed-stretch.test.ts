import { expect, test } from 'vitest';
import { changedStretch } from '../../../../server/checks/edits/changed-stretch.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';

/** What a text was, and what it is; what is found in it stands between marks, and nothing where there are none. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['nothing', '{ A = 1, }', '{ A = 1, }'],
  ['white space', '{ A = 1, }', '{\r\n\tA=1,\r\n}'],
  ['a value', '{ A = 1, B = "x 🎬", }', '{ A = «2», B = "x 🎬", }'],
  ['a blank in a string', '{ A = "a b" }', '{ A = «"a  b"» }'],
  ['two values, as one stretch', '{ A = 1, B = 2, C = 3 }', '{ A = «9, B = 2, C = 8» }'],
  ['a new entry', '{ A = 1, }', '{ A = 1, «B = 2,» }'],
  ['an entry that is gone', '{ A = 1, B = 2, }', '{ A = 1«,» }'],
  ['the first word', 'A = Saver { }', '«B» = Saver { }'],
  ['all words', 'A', '«B C»'],
  ['a string that never ends', '{ A = "a", B = 1 }', '{ A = «"a, B = 1 }»'],
  ['the same string that never ends', '{ A = "a }', '{ A =  "a }'],
  ['another one', '{ A = "a }', '{ A = «"b }»'],
  ['a repeated word', '{ 1, 1, 1 }', '{ 1, 1, 1«, 1» }'],
];

test.each(CASES)('%s', (_name, before, marked) => {
  const { text, ranges } = readMarks(marked);
  const change = changedStretch(before, text);
  expect(writeMarks(text, change === undefined ? [] : [change.range])).toBe(marked);
  if (ranges.length === 0 || change === undefined) return;
  expect(changedStretch(before, applyEdits(text, [change.undo]))).toBeUndefined();
});
