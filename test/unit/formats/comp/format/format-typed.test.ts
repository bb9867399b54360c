import { expect, test } from 'vitest';
import { formatTyped } from '../../../../../server/formats/comp/format/format-typed.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { applyEdits } from '../../../../../server/formats/text/apply-edits.ts';

/** The text after what stands before `|` was typed. */
function typed(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const edits = [...formatTyped(parseComp(text), offset, text.charAt(offset - 1), '  ')];
  return applyEdits(
    text,
    edits.filter((edit) => edit !== undefined),
  );
}

test.each([
  [
    'a new line in a tool',
    '{\n\tTools = {\n\t\tA = Blur {\n|\n\t\t}\n\t}\n}',
    '{\n\tTools = {\n\t\tA = Blur {\n\t\t\t\n\t\t}\n\t}\n}',
  ],
  [
    'a new line before a brace',
    '{\n\tTools = {\n\t\tA = Blur {\n|}\n\t}\n}',
    '{\n\tTools = {\n\t\tA = Blur {\n\t\t}\n\t}\n}',
  ],
  ['a new line where nothing follows', 'Composition {\n\tTools = {\n|', 'Composition {\n\tTools = {\n\t\t'],
  [
    'a new line in a member of a group',
    '{\n\tTools = {\n\tG = GroupOperator {\n\tTools = {\n\tB = Blur { A = {\n|',
    '{\n\tTools = {\n\tG = GroupOperator {\n\tTools = {\n\tB = Blur { A = {\n\t\t\t\t\t\t',
  ],
  [
    'a new line after the tools',
    '{\n\tTools = {\n\t\tA = Blur { }\n\t},\n|\n}',
    '{\n\tTools = {\n\t\tA = Blur { }\n\t},\n\t\n}',
  ],
  [
    'the line of a comma',
    '{\n\tTools = {\n\t\tA = Blur {\n  B = 1,|\n  C = 2\n\t\t}\n\t}\n}',
    '{\n\tTools = {\n\t\tA = Blur {\n\t\t\tB = 1,\n  C = 2\n\t\t}\n\t}\n}',
  ],
  [
    'a table that is closed',
    '{\n\tTools = {\nA = Blur {\nB = 1,\n\n C = { 1,\n2 },\n  }|\n\t}\n}',
    '{\n\tTools = {\n\t\tA = Blur {\n\t\t\tB = 1,\n\n\t\t\tC = { 1,\n\t\t\t\t2 },\n\t\t}\n\t}\n}',
  ],
  [
    'a table that is closed on its line',
    '{\n\tTools = {\n\t\tA = Blur {\n B = {   1 }|\n}\n\t}\n}',
    '{\n\tTools = {\n\t\tA = Blur {\n\t\t\tB = {   1 }\n}\n\t}\n}',
  ],
  ['blanks, and line ends of two characters', '{\r\n  Tools = {\r\n|\r\n}', '{\r\n  Tools = {\r\n    \r\n}'],
])('%s', (_name, marked, expected) => {
  expect(typed(marked)).toBe(expected);
});

test.each([
  ['in a text of several lines', '{\n\tTools = {\n\t\tA = Blur { B = [[\n  x\n|\n  y,\n]] }\n\t}\n}'],
  ['a brace in a text', '{\n\tTools = {\n  A = Blur { B = "}|" }\n\t}\n}'],
  ['after a text that is not closed', '{\n\tTools = {\n  A = Blur { B = "x\n|'],
  ['in another language', 'void main() {\n|\n}'],
])('nothing changes %s', (_name, marked) => {
  expect(typed(marked)).toBe(marked.replace('|', ''));
});
