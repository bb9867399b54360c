import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CompGrammar } from './tokenize.ts';

const CORPUS = join(import.meta.dirname, '../../../../shared/corpus');

const TOOL = 'entity.name.function.tool';
const REFERENCE = `${TOOL}.reference`;
const INPUT = 'variable.parameter.input';
const KEY = 'variable.other.property';
const MAKER = 'support.type.constructor';
const TEXT = 'string.quoted.double';
const FILE = `${TEXT}.file`;
const EXPRESSION = 'meta.embedded.expression';
const SCRIPT = 'meta.embedded.script';

let grammar: CompGrammar;
beforeAll(async () => {
  grammar = await CompGrammar.load();
});

describe('colours', () => {
  test.each<[text: string, stretch: string, scopes: string]>([
    ['Composition {', 'Composition', 'storage.type.composition'],
    ['\tTools = ordered() {', 'Tools', KEY],
    ['\tTools = ordered() {', 'ordered', 'support.function.ordered'],
    ['Merge1 = Merge {', 'Merge1', TOOL],
    ['Merge1 = Merge {', 'Merge', 'storage.type.tool'],
    ['Wire = Fuse.Wireless {', 'Fuse.Wireless', 'storage.type.tool'],
    ['["目パチ"] = Merge {', '"目パチ"', TOOL],
    ['Size = Input { Value = 1, },', 'Size', INPUT],
    ['Size = Input { Value = 1, },', 'Input', MAKER],
    ['["Gamut.Space"] = Input {', '"Gamut.Space"', INPUT],
    ['Main1 = InstanceInput {', 'InstanceInput', MAKER],
    ['Clip = Input { Value = Clip {', 'Clip', INPUT],
    ['Value = FuID { "Fast" },', 'FuID', MAKER],
    ['ViewInfo = OperatorInfo { Pos = { 1, -2.5 } },', 'OperatorInfo', MAKER],
    ['ViewInfo = OperatorInfo { Pos = { 1, -2.5 } },', '-2.5', 'constant.numeric'],
    ['CtrlWZoom = false,', 'false', 'constant.language'],
    ['CtrlWZoom = false,', 'CtrlWZoom', KEY],
    ['[0.25] = { 5.55e-017, RH', '5.55e-017', 'constant.numeric'],
    ['[-2] = { 1 }', '-2', 'constant.numeric.key'],
    ['[0.0157480314960631] = {', '0.0157480314960631', 'constant.numeric.key'],
    ['["Setting:"] = "x"', '"Setting:"', KEY],
    ['SourceOp = "Merge1",', 'Merge1', REFERENCE],
    ['SourceOp = "Merge1",', 'SourceOp', KEY],
    ['Source = "Output",', 'Output', `${TEXT} variable.other.member.output`],
    ['Name = "a\\nb"', '\\n', `${TEXT} constant.character.escape`],
    ["Name = 'a'", 'a', 'string.quoted.single'],
    ['Name = [==[ a ]] ]==]', 'a ]]', 'string.quoted.other.multiline'],
    ['-- a note', 'a note', 'comment.line.double-dash'],
    ['--[[ a note\nmore ]] Size = 1', 'more', 'comment.block'],
    ['--[[ a note\nmore ]] Size = 1', 'Size', KEY],
    ['Filename = "Comp:\\\\x_v01.0101.exr"', 'Comp:', `${FILE} support.constant.path-map`],
    ['Filename = "Comp:\\\\x_v01.0101.exr"', '0101', `${FILE} constant.numeric.frame`],
    ['Filename = "Comp:\\\\x_v01.0101.exr"', '\\\\', `${FILE} constant.character.escape`],
    ['Filename = "C:/plates/x.exr"', 'C:/plates/x.exr', FILE],
    ['Expression = "Merge1.Blend * 2"', 'Merge1', `${EXPRESSION} ${REFERENCE}`],
    ['Expression = "Merge1.Blend * 2"', 'Blend', `${EXPRESSION} ${KEY}`],
    ['Expression = "Merge1.Blend * 2"', '2', `${EXPRESSION} constant.numeric`],
    ['Expression = "iif(time > 1, 0, 1)"', 'iif', `${EXPRESSION} entity.name.function.call`],
    ['Expression = "iif(time > 1, 0, 1)"', 'time', `${EXPRESSION} variable.language`],
    ['Expression = "Text(\\"a\\\\\\"b\\")"', '\\"a\\\\\\"b\\"', `${EXPRESSION} string.quoted.double.lua`],
    ['Expression = ":a = 1\\nreturn a"', 'return', `${EXPRESSION} keyword.control`],
    ['Value = 1, Expression = "Ctrl.X", },', 'Ctrl', `${EXPRESSION} ${REFERENCE}`],
    ['BTNCS_Execute = "-- hi\\nlocal a = 1"', '-- hi', `${SCRIPT} comment.line.double-dash.lua`],
    ['BTNCS_Execute = "-- hi\\nlocal a = 1"', 'local', `${SCRIPT} storage.type.lua`],
    ['BTNCS_Execute = "comp:FindTool(\\"Blur1\\")"', 'Blur1', `${SCRIPT} ${REFERENCE}`],
    ['BTNCS_Execute = [[\nif a then b() end -- ]], Size = 1', 'then', `${SCRIPT} keyword.control`],
    ['BTNCS_Execute = [[\nif a then b() end -- ]], Size = 1', 'Size', KEY],
    ['EndRenderScript = Input { Value = "print(1)", },', 'print', `${SCRIPT} entity.name.function.call`],
  ])('%j: %s', (text, stretch, scopes) => {
    expect(grammar.colour(text)).toContainEqual({ text: stretch, scopes });
  });

  test.each([
    ['a quote that is missing', 'Name = "lost,\nMerge1 = Merge {'],
    ['a quote that is missing in an expression', 'Expression = "Text(\\"lost,\nMerge1 = Merge {'],
    ['braces that are missing', 'Inputs = {{{ [\nMerge1 = Merge {'],
    ['the closing of something that is not open', ']] } ) \u0000\nMerge1 = Merge {'],
  ])('the next line after %s', (_, text) => {
    const next = grammar.colour(text).slice(-4);
    expect(next.map(({ text: stretch, scopes }) => `${stretch} ${scopes}`)).toEqual([
      `Merge1 ${TOOL}`,
      '= keyword.operator.assignment',
      'Merge storage.type.tool',
      '{ punctuation.section.block.begin',
    ]);
  });

  test('the NUL that ends old comps has no colour', () => {
    expect(grammar.colour('}\n\n\u0000').at(-1)).toEqual({ text: '\u0000', scopes: '' });
  });
});

describe('work', () => {
  const lines = ['', 'Expression = ', 'BTNCS_Execute = ', 'Filename = '].flatMap((key) =>
    ['a ', 'a.', 'a=', '"', '[', '{ ', '1,', '\\"', '["a"] = {', "'", '-- '].map(
      (piece) => `${key}"${piece.repeat(2_000)}`,
    ),
  );

  test('the searches in a line grow with its length alone', () => {
    for (const line of lines) {
      expect(grammar.work(line).searches).toBeLessThanOrEqual(2 * line.length);
      expect(grammar.work(line).openLines).toBe(0);
    }
  });

  test.skipIf(!existsSync(CORPUS))('real comps cost a few searches a line, and no line but of Lua stays open', () => {
    for (const name of readdirSync(join(CORPUS, 'comp'))) {
      const text = readFileSync(join(CORPUS, 'comp', name), 'utf8');
      const { searches, openLines } = grammar.work(text);
      expect(searches / text.length).toBeLessThan(0.6);
      expect(openLines).toBe(0);
    }
  });
});
