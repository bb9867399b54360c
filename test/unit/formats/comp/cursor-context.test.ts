import { describe, expect, test } from 'vitest';
import { type CursorContext, cursorContext, scopeAt } from '../../../../server/formats/comp/cursor-context.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';

function contextAt(marked: string): { context: CursorContext; text: string } {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { context: cursorContext(parseComp(text), offset), text };
}

/** The roles from the outside in, what the cursor stands at, and the word with the cursor in it. */
function describeContext(marked: string): string {
  const { context, text } = contextAt(marked);
  const tables = context.tables.map(({ role, key, constructorName }) => {
    const name = role === 'tool' ? `${key}:${constructorName}` : role === 'input' ? key : '';
    return name ? `${role}(${name})` : role;
  });
  const { word, offset, string } = context;
  const shown = `${text.slice(word.start, offset)}|${text.slice(offset, word.end)}`;
  const quoted = string === undefined ? shown : `"${shown}${string.isClosed ? '"' : ''}`;
  return `${tables.slice(1).join(' ')} / ${context.stand} ${context.key ?? ''}#${context.element} ${quoted}`;
}

const M = 'Composition { Tools = { Merge1 = Merge { Inputs = {';

const CASES: readonly (readonly [string, string, string])[] = [
  ['an empty line of the composition', 'Composition {\n|\n}', ' / key #0 |'],
  ['half a field of the composition', 'Composition {\n Rend|\n}', ' / key #0 Rend|'],
  ['an empty line of the tools', 'Composition { Tools = {\n|\n} }', 'tools / key #0 |'],
  ['the tools after a tool', 'Composition { Tools = {\nA = Blur { },\n B|\n} }', 'tools / key #0 B|'],
  ['the id of a tool', 'Composition { Tools = { A = Bl|ur { } } }', 'tools / value A#0 Bl|ur'],
  ['after =', 'Composition { Tools = { A =| } }', 'tools / value A#0 |'],
  ['a field of a tool', 'Composition { Tools = { A = Blur { | } } }', 'tools tool(A:Blur) / key #0 |'],
  ['a fuse', 'Composition { Tools = { A = Fuse.X { N| } } }', 'tools tool(A:Fuse.X) / key #0 N|'],
  ['the inputs', `${M} | `, 'tools tool(Merge1:Merge) inputs / key #0 |'],
  ['half an input', `${M} Ba|ck = Input { } } } } }`, 'tools tool(Merge1:Merge) inputs / key #0 Ba|ck'],
  ['a dotted input without brackets', `${M} Gamut.SL| `, 'tools tool(Merge1:Merge) inputs / key #0 Gamut.SL|'],
  ['a bracket', `${M} [| `, 'tools tool(Merge1:Merge) inputs / key #0 [|'],
  ['closed brackets', `${M} [|] `, 'tools tool(Merge1:Merge) inputs / key #0 [|]'],
  ['a quote in brackets', `${M} ["Ga|"] = Input { } `, 'tools tool(Merge1:Merge) inputs / key #0 ["Ga|"]'],
  ['an open quote in brackets', `${M} ["Ga|\n`, 'tools tool(Merge1:Merge) inputs / key #0 ["Ga|'],
  ['an open bracket in the line before', `${M} [\n Ga| `, 'tools tool(Merge1:Merge) inputs / key #0 Ga|'],
  ['the constructor of an input', `${M} Size = |`, 'tools tool(Merge1:Merge) inputs / value Size#0 |'],
  ['a field of an input', `${M} Size = Input { |`, 'tools tool(Merge1:Merge) inputs input(Size) / key #0 |'],
  ['a value', `${M} Size = Input { Value = 1|2`, 'tools tool(Merge1:Merge) inputs input(Size) / value Value#0 1|2'],
  [
    'an opened string',
    `${M} X = Input { SourceOp = "|\n } } } } }`,
    'tools tool(Merge1:Merge) inputs input(X) / value SourceOp#0 "|',
  ],
  [
    'an opened string before the end of its table',
    `${M} X = Input { SourceOp = "|, },\n } } } }`,
    'tools tool(Merge1:Merge) inputs input(X) / value SourceOp#0 "|',
  ],
  [
    'an opened string before another',
    `${M} X = Input { SourceOp = "Bl|, Source = "Output", }`,
    'tools tool(Merge1:Merge) inputs input(X) / value SourceOp#0 "Bl|',
  ],
  [
    'a closed string',
    `${M} X = Input { SourceOp = "Bl|ur1", Source = "Output" }`,
    'tools tool(Merge1:Merge) inputs input(X) / value SourceOp#0 "Bl|ur1"',
  ],
  ['an id', `${M} X = Input { Value = FuID { "S|" } }`, 'tools tool(Merge1:Merge) inputs input(X) id / value #0 "S|"'],
  [
    'an element of a point',
    `${M} X = Input { Value = { 0.5, 1|`,
    'tools tool(Merge1:Merge) inputs input(X) value / key #1 1|',
  ],
  [
    'a clip',
    'Composition { Tools = { L = Loader { Clips = { Clip { ID = "Clip1", |',
    'tools tool(L:Loader) clips clip / key #0 |',
  ],
  [
    'a file name',
    'Composition { Tools = { L = Loader { Clips = { Clip { Filename = "Comp:|" } } } } }',
    'tools tool(L:Loader) clips clip / value Filename#0 "Comp:|"',
  ],
  [
    'a user control',
    '{ Tools = ordered() { A = Blur { UserControls = ordered() { X = { |',
    'tools tool(A:Blur) user-controls user-control / key #0 |',
  ],
  [
    'flags of a keyframe',
    '{ Tools = { S = BezierSpline { KeyFrames = { [0] = { 1, Flags = { |',
    'tools tool(S:BezierSpline) key-frames key-frame flags / key #0 |',
  ],
  [
    'a tool in a group',
    '{ Tools = ordered() { G = GroupOperator { Tools = ordered() { A = Blur { },\n|',
    'tools tool(G:GroupOperator) tools / key #0 |',
  ],
  [
    'a group after its tools',
    '{ Tools = ordered() { G = GroupOperator { Tools = ordered() { A = Blur { } },\n|',
    'tools tool(G:GroupOperator) / key #0 |',
  ],
  ['after everything', 'Composition { Tools = { A = Blur { } }, |', ' / key #0 |'],
  [
    'after a value on its line',
    'Composition { Tools = { A = Blur { PassThrough = true |',
    'tools tool(A:Blur) / none PassThrough#0 |',
  ],
  ['in a comment', 'Composition { -- no|\n', ' / none #0 |'],
  ['in a long string', `${M} X = Input { Value = [[ a| ]]`, 'tools tool(Merge1:Merge) inputs input(X) / none #0 |'],
  ['a name that is no identifier', '{ Tools = { ["a b"] = Blur { |', 'tools tool(a b:Blur) / key #0 |'],
];

describe('what the cursor stands in', () => {
  test.each(CASES)('%s', (_name, marked, expected) => {
    expect(describeContext(marked)).toBe(expected);
  });

  test('a new line after an entry without a comma says where the comma goes', () => {
    const { context } = contextAt('Composition { Tools = { A = Blur { }\n B| } }');
    expect(context).toMatchObject({ stand: 'key', missingComma: 'Composition { Tools = { A = Blur { }'.length });
  });

  test('the keys before the cursor are known', () => {
    const { context } = contextAt(`${M} A = Input { }, ["B.C"] = Input { }, | `);
    expect([...(context.tables.at(-1)?.keys?.keys() ?? [])]).toEqual(['A', 'B.C']);
  });

  test('names are looked up where the tool stands', () => {
    const marked = '{ Tools = { G = GroupOperator { Tools = { A = Blur { Inputs = { | } } } } } }';
    const comp = parseComp(marked.replace('|', ''));
    expect(scopeAt(comp, cursorContext(comp, marked.indexOf('|'))).owner?.name).toBe('G');
  });

  test('nothing but text has no table', () => {
    expect(contextAt('hel|lo').context).toMatchObject({ tables: [], stand: 'none' });
  });
});
