import { expect, test } from 'vitest';
import { applyEdits, EditConflictError } from '../../../../server/formats/text/apply-edits.ts';

const edit = (start: number, end: number, newText: string) => ({ range: { start, end }, newText });

test.each([
  ['nothing', [], 'abcdef'],
  ['out of order', [edit(4, 5, 'E'), edit(0, 1, 'A')], 'AbcdEf'],
  ['insertions at one place', [edit(2, 2, '1'), edit(2, 2, '2')], 'ab12cdef'],
  ['an insertion before a replacement', [edit(2, 4, 'X'), edit(2, 2, '1')], 'ab1Xef'],
  ['neighbours', [edit(0, 2, ''), edit(2, 4, 'X')], 'Xef'],
])('%s', (_name, edits, expected) => {
  expect(applyEdits('abcdef', edits)).toBe(expected);
});

test.each([
  ['overlap', [edit(0, 3, ''), edit(2, 4, '')]],
  ['beyond the end', [edit(0, 7, '')]],
  ['backwards', [edit(3, 2, '')]],
])('edits that %s are refused', (_name, edits) => {
  expect(() => applyEdits('abcdef', edits)).toThrow(EditConflictError);
});
