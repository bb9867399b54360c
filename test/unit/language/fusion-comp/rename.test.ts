import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tool } from '../../../../server/formats/comp/model.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { CompIndex } from '../../../../server/language/fusion-comp/comp-index.ts';
import { renameAt, renameTargetAt } from '../../../../server/language/fusion-comp/rename.ts';
import { readMarkers } from '../../../protocol/language/marked-text.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../corpus.ts';
import { flowText, newName } from './generate-flow.ts';

/** The text after a renaming, or why there is none. */
function renamed(text: string, offset: number, name: string): string {
  const outcome = renameAt(new CompIndex(parseComp(text)), offset, name);
  return 'refusal' in outcome
    ? `refused: ${outcome.refusal}`
    : applyEdits(
        text,
        [...outcome.edits].filter((edit) => edit !== undefined),
      );
}

describe('every mention follows', () => {
  test.each([
    [
      'sources, instances and ActiveTool',
      '{ Tools = { A| = Blur { }, B = Blur { SourceOp = "A", Inputs = { I = Input { SourceOp = "A" } } } }, ActiveTool = "A" }',
      'C',
      '{ Tools = { C = Blur { }, B = Blur { SourceOp = "C", Inputs = { I = Input { SourceOp = "C" } } } }, ActiveTool = "C" }',
    ],
    [
      'what a group publishes and gives out',
      '{ Tools = { G = GroupOperator { Inputs = { I = InstanceInput { SourceOp = "A" } }, Outputs = { O = InstanceOutput { SourceOp = "A|" } }, Tools = { A = Blur { } } } } }',
      'C',
      '{ Tools = { G = GroupOperator { Inputs = { I = InstanceInput { SourceOp = "C" } }, Outputs = { O = InstanceOutput { SourceOp = "C" } }, Tools = { C = Blur { } } } } }',
    ],
    [
      'expressions, with escapes before the name',
      '{ Tools = { A = Blur { }, B = Blur { Inputs = { I = Input { Expression = "iif(x == \\"A\\", A|.Size, comp.A.Size)\\n+ A:GetValue(0)" } } } } }',
      'Blur_1',
      '{ Tools = { Blur_1 = Blur { }, B = Blur { Inputs = { I = Input { Expression = "iif(x == \\"A\\", Blur_1.Size, comp.Blur_1.Size)\\n+ Blur_1:GetValue(0)" } } } } }',
    ],
    [
      'tools that the scripts of controls take of the comp',
      '{ Tools = { A| = Blur { Inputs = { F = Input { Value = "/comp.A/a.exr" }, StartRenderScript = Input { Value = "print(composition.A)" } }, UserControls = { B = { BTNCS_Execute = "t = comp.A t.X = comp.A.Y or comp.AB" } } } } }',
      'C',
      '{ Tools = { C = Blur { Inputs = { F = Input { Value = "/comp.A/a.exr" }, StartRenderScript = Input { Value = "print(composition.C)" } }, UserControls = { B = { BTNCS_Execute = "t = comp.C t.X = comp.C.Y or comp.AB" } } } } }',
    ],
    [
      'FindTool in scripts',
      '{ Tools = { A| = Blur { UserControls = { B = { BTNCS_Execute = "comp:FindTool(\\"A\\"):SetInput(1)" } } } } }',
      'C',
      '{ Tools = { C = Blur { UserControls = { B = { BTNCS_Execute = "comp:FindTool(\\"C\\"):SetInput(1)" } } } } }',
    ],
    [
      'names of every kind in strings of every kind',
      `{ Tools = { A| = Blur { }, B = Blur { SourceOp = 'A' }, C = Blur { SourceOp = "A" }, D = Blur { SourceOp = [[A]] } } }`,
      `it's "so"`,
      `{ Tools = { ["it's \\"so\\""] = Blur { }, B = Blur { SourceOp = 'it\\'s \\"so\\"' }, C = Blur { SourceOp = "it's \\"so\\"" }, D = Blur { SourceOp = [[it's "so"]] } } }`,
    ],
    [
      'the namesake in another group stays, and so does the copy that is put aside',
      '{ Tools = { A| = Blur { CustomData = { Settings = { [1] = { Tools = { A = Blur { SourceOp = "A" } }, S = "comp:FindTool(\\"A\\")" } } } }, G = GroupOperator { Tools = { A = Blur { }, B = Blur { SourceOp = "A" } } } } }',
      'C',
      '{ Tools = { C = Blur { CustomData = { Settings = { [1] = { Tools = { A = Blur { SourceOp = "A" } }, S = "comp:FindTool(\\"A\\")" } } } }, G = GroupOperator { Tools = { A = Blur { }, B = Blur { SourceOp = "A" } } } } }',
    ],
    [
      'the brackets go when they are not needed',
      '{ Tools = { ["My| Tool"] = Blur { }, B = Blur { SourceOp = "My Tool" } } }',
      'C',
      '{ Tools = { C = Blur { }, B = Blur { SourceOp = "C" } } }',
    ],
  ])('%s', (_name, marked, name, after) => {
    const { text, cursorOffset } = readMarkers(marked);
    expect(renamed(text, cursorOffset, name)).toBe(after);
  });
});

describe('what cannot be is refused with the reason', () => {
  const two = '{ Tools = { A| = Blur { }, B = Blur { Inputs = { I = Input { SourceOp = "A" } } } } }';
  test.each([
    ['nothing there', '{ Tools = | { A = Blur { } } }', 'C', 'There is no tool here to rename.'],
    ['a mention of no tool', '{ Tools = { A = Blur { SourceOp = "X|" } } }', 'C', 'There is no tool here to rename.'],
    ['no name', two, '  ', 'A tool needs a name.'],
    ['a line break', two, 'C\nD', 'The name of a tool is one line without control characters.'],
    ['a word of Lua', two, 'end', 'end is a word of Lua and cannot be the name of a tool.'],
    ['a neighbour’s name', two, 'B', 'There is a tool B already.'],
    [
      'a neighbour’s name in a group',
      '{ Tools = { G = GroupOperator { Tools = { A| = Blur { }, B = Blur { } } } } }',
      'B',
      'There is a tool B already in G.',
    ],
    [
      'a name that hides this tool from its mention',
      '{ Tools = { A| = Blur { }, G = GroupOperator { Tools = { B = Blur { }, M = Blur { SourceOp = "A" } } } } }',
      'B',
      'M would take another tool B for this one.',
    ],
    [
      'a name that is mentioned for another tool',
      '{ Tools = { B = Blur { }, G = GroupOperator { Tools = { A| = Blur { }, M = Blur { SourceOp = "B" } } } } }',
      'B',
      'M mentions B, and would then mean this tool.',
    ],
    [
      'a name that is mentioned for no tool',
      '{ Tools = { A| = Blur { }, M = Blur { SourceOp = "C" } } }',
      'C',
      'M mentions C, a tool that does not exist, and would then mean this tool.',
    ],
    [
      'a name that no expression can have',
      '{ Tools = { A| = Blur { }, M = Blur { Inputs = { I = Input { Expression = "A.Size" } } } } }',
      'My Tool',
      'An expression of M names this tool: use letters, digits and _.',
    ],
    [
      'a name that no word of a script can be',
      '{ Tools = { A| = Blur { UserControls = { B = { BTNCS_Execute = "comp.A.X = 1" } } } } }',
      'A 2',
      'A script of A names this tool: use letters, digits and _.',
    ],
    [
      'a name that a script cannot quote',
      '{ Tools = { A| = Blur { Inputs = { S = Input { Value = "comp:FindTool(\\"A\\")" } } } } }',
      'say "hi"',
      'A script of A names this tool: leave out quotes, brackets and backslashes.',
    ],
    [
      'a name that means something else in an expression',
      '{ Tools = { A| = Blur { }, M = Blur { Inputs = { I = Input { Expression = "A.Size" } } } } }',
      'comp',
      'In an expression of M, comp means something else.',
    ],
    [
      'the name of an input of the expression’s own tool',
      '{ Tools = { A| = Blur { }, M = Blur { Inputs = { I = Input { Expression = "A.Size" } } } } }',
      'I',
      'In an expression of M this would mean its own input I.',
    ],
  ])('%s', (_name, marked, name, reason) => {
    const { text, cursorOffset } = readMarkers(marked);
    expect(renamed(text, cursorOffset, name)).toBe(`refused: ${reason}`);
  });
});

test('the name it has changes nothing', () => {
  expect(renamed('{ Tools = { A = Blur { } } }', 12, 'A')).toBe('{ Tools = { A = Blur { } } }');
});

test('the name that is offered is the one under the cursor', () => {
  const { text, cursorOffset } = readMarkers('{ Tools = { A = Blur { }, M = Blur { SourceOp = "A|" } } }');
  const target = renameTargetAt(new CompIndex(parseComp(text)), cursorOffset);
  expect(target).toEqual({ name: 'A', range: { start: cursorOffset - 1, end: cursorOffset } });
});

describe.skipIf(!corpusPresent)('in real comps and settings', () => {
  test.each(corpusFiles)('%s: there and back is the same text', (file) => {
    const text = readCorpus(file);
    const { tools } = parseComp(text);
    for (const at of [0, 0.3, 0.6, 0.9].map((share) => Math.floor(share * tools.length))) {
      const tool = tools[at];
      if (tool === undefined) continue;
      const there = renamed(text, tool.nameRange.start, 'Renamed_1');
      const name = parseComp(there).tools[at];
      expect(name?.name).toBe('Renamed_1');
      expect(renamed(there, name?.nameRange.start ?? 0, tool.name) === text).toBe(true);
    }
  });
});

/** Which tool, by its place in the file, each mention of the comp means. */
function meanings(text: string): (number | undefined)[] {
  const comp = parseComp(text);
  const index = new CompIndex(comp);
  const number = ({ target }: { readonly target: Tool | undefined }) => target && comp.tools.indexOf(target);
  return comp.tools.flatMap((tool) => [...index.mentionsIn(tool)].map(number));
}

test('a renaming changes no meaning, and the way back restores the text', () => {
  let done = 0;
  fc.assert(
    fc.property(flowText, fc.nat(), newName, (text, at, name) => {
      const { tools } = parseComp(text);
      const tool = tools[at % Math.max(1, tools.length)];
      if (tool === undefined) return;
      const outcome = renameAt(new CompIndex(parseComp(text)), tool.nameRange.start, name);
      if ('refusal' in outcome) return;
      done += 1;
      const after = applyEdits(
        text,
        [...outcome.edits].filter((edit) => edit !== undefined),
      );
      expect(parseComp(after).errors).toEqual([]);
      expect(meanings(after)).toEqual(meanings(text));
      const there = parseComp(after).tools[tools.indexOf(tool)];
      expect(there?.name).toBe(name);
      expect(renamed(after, there?.nameRange.start ?? 0, tool.name)).toBe(text);
    }),
    { numRuns: 1_000 },
  );
  expect(done).toBeGreaterThan(100);
});
