import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  insertEntry,
  removeEntry,
  replaceString,
  setInputValue,
  setLocked,
  setPassThrough,
  writeKey,
} from '../../../../server/formats/comp/edits.ts';
import type { Comp, Tool } from '../../../../server/formats/comp/model.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import type { TextEdit } from '../../../../server/formats/text/range.ts';

/** Applies what `edit` makes of the tool `A`; the result must still be sound. */
function edited(text: string, edit: (comp: Comp, tool: Tool) => readonly TextEdit[]): string {
  const comp = parseComp(text);
  const tool = comp.toolsByName.get('A')?.[0];
  if (tool === undefined) throw new Error('The text has no tool A.');
  const result = applyEdits(text, edit(comp, tool));
  expect(parseComp(result).errors).toEqual([]);
  return result;
}

const LINES = (inside: string, end = '\n') =>
  `{\n\tTools = {\n\t\tA = Saver {\n${inside}\t\t}\n\t}\n}\n`.replaceAll('\n', end);

describe('an input gets a value', () => {
  const set = (comp: Comp, tool: Tool) => setInputValue(comp.text, tool, 'CreateDir', '1', 'Clip');

  test.each([
    [
      'replaced',
      '\t\t\tInputs = {\n\t\t\t\tCreateDir = Input { Value = 0, },\n\t\t\t},\n',
      '\t\t\tInputs = {\n\t\t\t\tCreateDir = Input { Value = 1, },\n\t\t\t},\n',
    ],
    [
      'in an input without one',
      '\t\t\tInputs = {\n\t\t\t\tCreateDir = Input { Expression = "0", },\n\t\t\t},\n',
      '\t\t\tInputs = {\n\t\t\t\tCreateDir = Input { Value = 1, Expression = "0", },\n\t\t\t},\n',
    ],
    [
      'after the named input',
      '\t\t\tInputs = {\n\t\t\t\tClip = Input {\n\t\t\t\t},\n\t\t\t\tX = Input { Value = 2, },\n\t\t\t},\n',
      '\t\t\tInputs = {\n\t\t\t\tClip = Input {\n\t\t\t\t},\n\t\t\t\tCreateDir = Input { Value = 1, },\n\t\t\t\tX = Input { Value = 2, },\n\t\t\t},\n',
    ],
    [
      'at the end',
      '\t\t\tInputs = {\n\t\t\t\tX = Input { Value = 2, },\n\t\t\t},\n',
      '\t\t\tInputs = {\n\t\t\t\tX = Input { Value = 2, },\n\t\t\t\tCreateDir = Input { Value = 1, },\n\t\t\t},\n',
    ],
    [
      'at the end without a comma',
      '\t\t\tInputs = {\n\t\t\t\tX = Input { Value = 2, }\n\t\t\t}\n',
      '\t\t\tInputs = {\n\t\t\t\tX = Input { Value = 2, },\n\t\t\t\tCreateDir = Input { Value = 1, }\n\t\t\t}\n',
    ],
    [
      'in empty inputs',
      '\t\t\tInputs = {\n\t\t\t},\n',
      '\t\t\tInputs = {\n\t\t\t\tCreateDir = Input { Value = 1, },\n\t\t\t},\n',
    ],
    [
      'without inputs',
      '\t\t\tNameSet = true,\n',
      '\t\t\tInputs = { CreateDir = Input { Value = 1, }, },\n\t\t\tNameSet = true,\n',
    ],
    ['in an empty tool', '', '\t\t\tInputs = { CreateDir = Input { Value = 1, }, },\n'],
  ])('%s', (_name, before, after) => {
    expect(edited(LINES(before), set)).toBe(LINES(after));
    expect(edited(LINES(before, '\r\n'), set)).toBe(LINES(after, '\r\n'));
  });

  test.each([
    [
      '{ Tools = { A = Saver { Inputs = { X = Input { Value = 2, }, } } } }',
      '{ Tools = { A = Saver { Inputs = { X = Input { Value = 2, }, CreateDir = Input { Value = 1, }, } } } }',
    ],
    [
      '{ Tools = { A = Saver { Inputs = { X = Input { Value = 2 } } } } }',
      '{ Tools = { A = Saver { Inputs = { X = Input { Value = 2 }, CreateDir = Input { Value = 1, } } } } }',
    ],
    ['{ Tools = { A = Saver { } } }', '{ Tools = { A = Saver { Inputs = { CreateDir = Input { Value = 1, }, }, } } }'],
    [
      '{ Tools = { A = Saver { X = 1 } } }',
      '{ Tools = { A = Saver { Inputs = { CreateDir = Input { Value = 1, }, }, X = 1 } } }',
    ],
  ])('on one line: %s', (before, after) => {
    expect(edited(before, set)).toBe(after);
  });

  test('under a name that needs brackets', () => {
    const text = LINES('\t\t\tInputs = {\n\t\t\t},\n');
    expect(
      edited(text, (comp, tool) => setInputValue(comp.text, tool, 'Gamut.SLogVersion', 'FuID { "SLog2" }')),
    ).toContain('\t\t\t\t["Gamut.SLogVersion"] = Input { Value = FuID { "SLog2" }, },\n');
  });
});

describe('an entry is removed', () => {
  const removeX = (comp: Comp, tool: Tool) => {
    const entry = tool.table.entries.find((candidate) => candidate.key?.name === 'X');
    return entry === undefined ? [] : removeEntry(comp.text, tool.table, entry);
  };

  test.each([
    ['\t\t\tX = 1,\n\t\t\tY = 2,\n', '\t\t\tY = 2,\n'],
    ['\t\t\tY = 2,\n\t\t\tX = {\n\t\t\t},\n', '\t\t\tY = 2,\n'],
    ['\t\t\tY = 2,\n\t\t\tX = 1\n', '\t\t\tY = 2,\n'],
    ['\t\t\tY = 2, X = 1, Z = 3,\n', '\t\t\tY = 2, Z = 3,\n'],
  ])('%j', (before, after) => {
    expect(edited(LINES(before), removeX)).toBe(LINES(after));
    expect(edited(LINES(before, '\r\n'), removeX)).toBe(LINES(after, '\r\n'));
  });
});

describe('a tool is passed through', () => {
  const comp = (tool: string, disabled: number) =>
    `Composition {\n\tDisabledTools = ${disabled},\n\tTools = {\n\t\tA = Blur {\n${tool}\t\t\tX = 1,\n\t\t}\n\t}\n}\n`;

  test.each([
    [comp('', 0), true, comp('\t\t\tPassThrough = true,\n', 1)],
    [comp('\t\t\tPassThrough = false,\n', 0), true, comp('\t\t\tPassThrough = true,\n', 1)],
    [comp('\t\t\tPassThrough = true,\n', 1), false, comp('\t\t\tPassThrough = false,\n', 0)],
    [comp('\t\t\tPassThrough = true,\n', 1), true, comp('\t\t\tPassThrough = true,\n', 1)],
    [comp('', 7), true, comp('\t\t\tPassThrough = true,\n', 7)],
  ])('%j, %s', (before, passThrough, after) => {
    expect(edited(before, (model, tool) => setPassThrough(model, [tool], passThrough))).toBe(after);
  });
});

describe('several tools are locked', () => {
  const comp = (locked: number, a: string, b: string) =>
    `Composition { LockedTools = ${locked}, Tools = { A = Blur { ${a}X = 1 }, B = Blur { ${b}X = 1 } } }`;

  test.each([
    [comp(0, '', 'PassThrough = true, '), true, comp(2, 'Locked = true, ', 'PassThrough = true, Locked = true, ')],
    [comp(1, 'Locked = true, ', ''), true, comp(2, 'Locked = true, ', 'Locked = true, ')],
    [comp(1, 'Locked = true, ', ''), false, comp(0, 'Locked = false, ', '')],
    [comp(9, '', ''), true, comp(9, 'Locked = true, ', 'Locked = true, ')],
  ])('%j, %s', (before, locked, after) => {
    expect(edited(before, (model) => setLocked(model, model.tools, locked))).toBe(after);
  });
});

test('a string is replaced with its escapes', () => {
  const text = `{ Tools = { A = Saver { File = 'old', } } }`;
  const replaced = edited(text, (_comp, tool) => {
    const value = tool.table.entries[0]?.value;
    return value?.kind === 'string' ? [replaceString(value, 'C:\\new "x"\n')] : [];
  });
  expect(replaced).toBe('{ Tools = { A = Saver { File = "C:\\\\new \\"x\\"\\n", } } }');
});

test('an entry goes first or last', () => {
  const text = '{ Tools = { A = Blur { X = 1, Y = 2 } } }';
  expect(edited(text, (comp, tool) => insertEntry(comp.text, tool.table, 'Z = 3', 'first'))).toContain(
    '{ Z = 3, X = 1, Y = 2 }',
  );
  expect(edited(text, (comp, tool) => insertEntry(comp.text, tool.table, 'Z = 3'))).toContain(
    '{ X = 1, Y = 2, Z = 3 }',
  );
});

test.each([
  ['Blend', 'Blend'],
  ['Gamut.SLogVersion', '["Gamut.SLogVersion"]'],
  ['目パチ', '["目パチ"]'],
  ['3DHistogram', '["3DHistogram"]'],
])('the key %s is written %s', (name, written) => {
  expect(writeKey(name)).toBe(written);
});
