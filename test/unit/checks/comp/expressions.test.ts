import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, FLOW, found, PIECE } from '../check-case.ts';

const SIZE = (expression: string, more = '') =>
  `B = Blur { Inputs = { XBlurSize = Input { Expression = "${expression}" }, ${more} } }`;

const SCRIPT = (script: string) => `B = Blur { UserControls = ordered() { Go = { BTNCS_Execute = "${script}", }, }, }`;

const CASES: readonly CheckCase[] = [
  {
    name: 'a tool that is misspelt',
    finds: 'expression-tool warning',
    marked: FLOW(`Transform1 = Transform { }, ${SIZE('2 * «Transfrom1».Size')}`),
    message: /^Expression of B\.XBlurSize: there is no tool "Transfrom1"\. Did you mean "Transform1"\?$/,
    repairs: [FLOW(`Transform1 = Transform { }, ${SIZE('2 * Transform1.Size')}`)],
  },
  {
    name: 'behind escapes, in quotes, twice',
    finds: 'expression-tool warning',
    marked: FLOW(SIZE('iif(\\"a\\" == \\"b\\", «Gone».X, comp:FindTool(\\"«Lost»\\").Size)')),
    repairs: [],
  },
  {
    name: 'a tool that a script looks for',
    finds: 'expression-tool information',
    marked: FLOW(`Transform1 = Transform { }, ${SCRIPT('local t = comp:FindTool(\\"«Transfrom1»\\") t.Size = 1')}`),
    message: /^FindTool: there is no tool "Transfrom1" in this composition\. Did you mean "Transform1"\?$/,
    repairs: [FLOW(`Transform1 = Transform { }, ${SCRIPT('local t = comp:FindTool(\\"Transform1\\") t.Size = 1')}`)],
  },
  { name: 'in a setting', finds: 'expression-tool information', marked: PIECE(SIZE('«Gone».Size')) },
];

describe('what expressions name', () => {
  test.each(CASES)('$name', expectCase);
});

describe('what is no fault', () => {
  test.each([
    ['a tool', FLOW(`Control = Transform { }, ${SIZE('Control.Size')}`)],
    ['a tool in a group', FLOW(`${SIZE('Inner.Size')}, G = GroupOperator { Tools = { Inner = Transform { } } }`)],
    ['an input of the tool itself', FLOW(SIZE('Pivot.X', 'Pivot = Input { Value = { 0, 0 } }'))],
    [
      'an input that the file does not set',
      FLOW('T = Transform { Inputs = { Size = Input { Expression = "Center.X" } } }'),
    ],
    [
      'a control of its own',
      FLOW('B = Blur { Inputs = { XBlurSize = Input { Expression = "Amount.X" } }, UserControls = { Amount = { } } }'),
    ],
    ['what every expression has', FLOW(SIZE('math.sin(time) + self.Size + comp.RenderStart + floor(1.5)'))],
    ['what it declares', FLOW(SIZE(':local a = { X = 1 }; return a.X'))],
    ['a tool that a script finds', FLOW(SCRIPT('comp:FindTool(\\"B\\")'))],
    ['a name that a script puts together', FLOW(SCRIPT('comp:FindTool(\\"Gone\\" .. n)'))],
    ['a tool of another comp', FLOW(SCRIPT('other:FindTool(\\"Gone\\")'))],
    ['a tool that a script makes', FLOW(SCRIPT('if not comp:FindTool(\\"Gone\\") then comp:AddTool(\\"Blur\\") end'))],
    ['a script of a setting', PIECE(SCRIPT('comp:FindTool(\\"Gone\\")'))],
    ['a text', FLOW(SIZE('Text(\\"Gone.Size\\")'))],
    ['a file that breaks off', `Composition { Tools = { ${SIZE('Gone.Size')}, C = Blur {`],
  ])('%s', (_name, text) => {
    expect(found(text, 'expression-tool').findings).toEqual([]);
  });
});

test('a word that is as long as a file takes no longer than it is long', () => {
  const text = FLOW(SIZE(`${'x'.repeat(1_000_000)} + Gone.Size`));
  expect(found(text, 'expression-tool').findings).toHaveLength(1);
});
