import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bareNames,
  namesInSource,
  scriptReferences,
  type ToolInSource,
  toolReferences,
} from '../../../../../server/formats/comp/expressions/tool-references.ts';

/** `Tool.property` of each reference, read from the text by its ranges. */
function shown(source: string, references: readonly ToolInSource[]): string[] {
  return references.map(({ name, start, end, property }) => {
    expect(source.slice(start, end)).toBe(name);
    if (property === undefined) return name;
    expect(source.slice(property.start, property.end)).toBe(property.name);
    return `${name}.${property.name}`;
  });
}

describe('the tools an expression names', () => {
  test.each<[source: string, tools: string[]]>([
    ['Transform1.Center.X * 2', ['Transform1.Center']],
    ['-Transform1.Center.X', ['Transform1.Center']],
    ['Merge1.Blend:GetValue(time-1)', ['Merge1.Blend']],
    ['Text1:GetValue("StyledText", time - 1)', ['Text1']],
    ['Background1["Gamut.Space"]', ['Background1.Gamut.Space']],
    ['Point(A.Center.X, B.Center.Y)', ['A.Center', 'B.Center']],
    ['iif(time > 10, Switch1.Source, 0)', ['Switch1.Source']],
    ['Text("Merge1.Blend" .. Text1.StyledText.Value)', ['Text1.StyledText']],
    ["Text('Merge1.Blend')", []],
    ['ぴょん_Ctrl.offset + 2', ['ぴょん_Ctrl.offset']],
    ['Profile.Output.DataWindow[3]/Profile.Output.Width', ['Profile.Output', 'Profile.Output']],
    ['comp:GetPrefs().Comp.FrameFormat.Rate + comp.RenderStart', []],
    ['self.Size + math.floor(os.time()) + string.format("%d", time)', []],
    ['1..Text1.Size', ['Text1.Size']],
    ['Merge1.', ['Merge1']],
    [':Merge1.Blend = 1', ['Merge1.Blend']],
    [':return Merge1.Blend', ['Merge1.Blend']],
    [':local a = Merge1.Blend; return a.X', ['Merge1.Blend']],
    [':local Merge1 = Merge1.Blend return Merge1.X', ['Merge1.Blend']],
    [':local a, b = Merge1.Size, Merge2.Size\na.x = b.x', ['Merge1.Size', 'Merge2.Size']],
    [':for i, t in ipairs(Merge1.List) do t.x = i.x end t.x = 1', ['Merge1.List', 't.x']],
    [':local function f(p) return p.x + f.x end return p.x', ['p.x']],
    [':local f = function(p, ...) local q = p.x return q.x end return q.x', ['q.x']],
    [':function f(p) return p.x end', []],
    [':do local a = 1 end return a.x', ['a.x']],
    [':if a.x then local b = 1 else return b.x end', ['a.x', 'b.x']],
    [':repeat local a = 1 until b.x', ['b.x']],
    [':while a.x do local b = 1 print(b.x) end', ['a.x']],
    [':t = {Merge1 = Merge1.Blend, [1] = 2} return t.x', ['Merge1.Blend']],
    [':a, b = 1, 2 return a.x + b.x', []],
    [':a.b = 1', ['a.b']],
    ['-- Merge1.Blend', []],
    ['--[[ Merge1.Blend ]] Merge2.Blend', ['Merge2.Blend']],
    ['[[Merge1.Blend]] .. Merge2.Blend', ['Merge2.Blend']],
    [':return comp:FindTool("Merge1").Blend + Merge2.Blend', ['Merge1', 'Merge2.Blend']],
    [')))) end end Merge1.Blend', ['Merge1.Blend']],
    ['', []],
  ])('%s', (source, tools) => {
    expect(shown(source, toolReferences(source))).toEqual(tools);
  });

  test('a member of the composition may be one', () => {
    const source = 'comp.Merge1.Blend + comp.RenderStart + comp:GetPrefs()';
    expect(shown(source, namesInSource(source).members)).toEqual(['Merge1.Blend', 'RenderStart']);
  });
});

test.each<[source: string, names: string[]]>([
  ['Width * 2 + time - pi', ['Width']],
  ['iif(Y == 0, Point(v, 0.5), Point(0.5, v))', ['Y', 'v', 'v']],
  ['tonumber(Selector.Value) + Selector', ['Selector']],
  [':local v = w return v', ['w']],
  [':return {a = b}', ['b']],
])('names by themselves in %s', (source, names) => {
  expect(bareNames(source).map(({ name }) => name)).toEqual(names);
});

test.each<[source: string, tools: string[]]>([
  ['comp:FindTool("Merge1")', ['Merge1']],
  ["local t = Composition:FindTool('目パチ'); t.Blend = 1", ['目パチ']],
  ['tool.Comp():FindTool("A"):ConnectTo(fu:GetCurrentComp():FindTool "B")', ['A', 'B']],
  ['comp:FindTool(name) comp:FindToolByID("Merge")', []],
  ['-- comp:FindTool("Merge1")\nMerge1.Blend = 2', []],
  ['comp:FindTool("Merge1', []],
])('the tools a script finds in %s', (source, tools) => {
  expect(shown(source, scriptReferences(source).found)).toEqual(tools);
});

const PIECES = [
  'local',
  'function',
  'end',
  'do',
  'for',
  'in',
  'a',
  'Merge1',
  '.',
  ':',
  '(',
  ')',
  '{',
  '}',
  '=',
  ',',
  '"',
];
const lua = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...PIECES, '[[', ']]', '--', '\n', '\\', '0.5', '?')).map((pieces) => pieces.join(' ')),
);

test('any text is read, and every name is where it says', () => {
  fc.assert(
    fc.property(lua, (source) => {
      const { heads, found, members, bare } = namesInSource(source);
      for (const { name, start, end } of [...heads, ...members, ...bare]) expect(source.slice(start, end)).toBe(name);
      for (const { start, end } of found) expect(0 < start && start <= end && end < source.length).toBe(true);
    }),
  );
});

test('long and strange texts are read', () => {
  for (const piece of ['do ', 'local a ', '[=', '--[[', 'a,', 'a.', '"\\', '(', 'function(a) ', '\u0001', '?']) {
    const source = piece.repeat(20_000);
    expect(() => namesInSource(source)).not.toThrow();
  }
});
