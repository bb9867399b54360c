import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, FLOW, found, IN, PIECE, PLATE } from '../check-case.ts';

const SAVED = `S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.exr" } }, CreateDir = Input { Value = 1 }, Input = Input { SourceOp = "Plate", Source = "Output" } } }`;
const GROUP = (name: string, output: string, tools: string) =>
  `${name} = GroupOperator { Outputs = { Out = InstanceOutput { SourceOp = "${output}", Source = "Output" } }, Tools = { ${tools} } }`;
const OUT = (group: string) => `Inputs = { Input = Input { SourceOp = "${group}", Source = "Out" } }`;

const CASES: readonly CheckCase[] = [
  {
    name: 'a published control of a tool that does not exist',
    finds: 'dangling-source warning',
    marked: PIECE(
      'G = MacroOperator { Inputs = ordered() { A = InstanceInput { SourceOp = "«Blur»", Source = "XBlurSize" } }, Tools = { Blur2 = Blur { } } }',
    ),
    message: /^G\.A: there is no tool "Blur"\. Did you mean "Blur2"\?$/,
    repairs: [
      PIECE(
        'G = MacroOperator { Inputs = ordered() { A = InstanceInput { SourceOp = "Blur2", Source = "XBlurSize" } }, Tools = { Blur2 = Blur { } } }',
      ),
    ],
  },
  {
    name: 'two tools that feed each other',
    finds: 'connection-cycle error',
    marked: FLOW(`A = Blur { ${IN('«B»')} }, B = Glow { ${IN('A')} }, C = Blur { ${IN('B')} }`),
    message: /^A feeds itself: A ← B ← A\.$/,
    repairs: [FLOW(`A = Blur { Inputs = { } }, B = Glow { ${IN('A')} }, C = Blur { ${IN('B')} }`)],
  },
  {
    name: 'a tool that feeds itself',
    finds: 'connection-cycle error',
    marked: FLOW(`A = Blur { ${IN('«A»')} }`),
    message: /^A feeds itself: A ← A\.$/,
  },
  {
    name: 'a circle through a modifier',
    finds: 'connection-cycle error',
    marked: FLOW(
      `A = Blur { Inputs = { XBlurSize = Input { SourceOp = "«P»", Source = "Result" } } }, P = Probe { Inputs = { ImageSource = Input { SourceOp = "A", Source = "Output" } } }`,
    ),
    bringsUp: ['unused-tool'],
  },
  {
    name: 'a circle through the output of a group',
    finds: 'connection-cycle error',
    marked: FLOW(`${GROUP('G', 'X', `X = Blur { ${IN('«Y»')} }`)}, Y = Glow { ${OUT('G')} }`),
    message: /^X feeds itself: X ← Y ← X\.$/,
  },
  {
    name: 'two circles',
    finds: 'connection-cycle error',
    marked: FLOW(`A = Blur { ${IN('«B»')} }, B = Glow { ${IN('A')} }, C = Blur { ${IN('«C»')} }`),
  },
  {
    name: 'one name inside of a group and outside',
    finds: 'name-in-two-groups hint',
    marked: FLOW('X = Blur { }, G = GroupOperator { Tools = { «X» = Blur { } } }'),
    message: /^There is a "X" in the flow too/,
  },
  {
    name: 'one name in two groups',
    finds: 'name-in-two-groups hint',
    marked: FLOW('G = GroupOperator { Tools = { X = Blur { } } }, H = GroupOperator { Tools = { «X» = Blur { } } }'),
    message: /^There is a "X" in G too/,
  },
  {
    name: 'a tool that no Saver writes',
    finds: 'unused-tool hint',
    marked: FLOW(`${PLATE}, ${SAVED}, «Blur1» = Blur { ${IN('Plate')} }`),
    message: /^Blur1 feeds nothing\.$/,
    repairs: [],
  },
  {
    name: 'a modifier that was disconnected',
    finds: 'unused-tool hint',
    marked: PIECE('Blur1 = Blur { }, «Blur1XBlurSize» = BezierSpline { KeyFrames = { [0] = { 1 } } }'),
  },
  {
    name: 'a group without the output of a template',
    finds: 'group-no-main-output hint',
    marked: PIECE(GROUP('«G»', 'X', 'X = Blur { }')),
    message: /^G has no MainOutput1/,
  },
];

describe('what the checks of connections find', () => {
  test.each(CASES)('$name', expectCase);
});

describe('what is no fault', () => {
  test.each([
    ['connection-cycle', 'a long chain', FLOW(`${PLATE}, A = Blur { ${IN('Plate')} }, B = Merge { ${IN('A')} }`)],
    [
      'connection-cycle',
      'a group with two ways through it',
      FLOW(
        `G = GroupOperator { Outputs = { One = InstanceOutput { SourceOp = "A" }, Two = InstanceOutput { SourceOp = "B" } }, Tools = { A = Blur { }, B = Blur { ${IN('Outer')} } } }, Outer = Glow { Inputs = { Input = Input { SourceOp = "G", Source = "One" } } }`,
      ),
    ],
    [
      'connection-cycle',
      'a macro that publishes its own control',
      PIECE('T = AutoGain { Inputs = ordered() { A = InstanceInput { SourceOp = "T", Source = "Gain" } } }'),
    ],
    ['connection-cycle', 'an instance', FLOW(`A = Blur { ${IN('B')} }, B = Blur { SourceOp = "A" }`)],
    [
      'connection-cycle',
      'an output that the group does not have',
      FLOW(`${GROUP('G', 'X', `X = Blur { ${IN('Y')} }`)}, Y = Glow { ${IN('G')} }`),
    ],
    ['unused-tool', 'the end of a comp without Savers', FLOW(`${PLATE}, Blur1 = Blur { ${IN('Plate')} }`)],
    [
      'unused-tool',
      'what an expression names',
      FLOW(
        `${PLATE}, ${SAVED}, Control = Transform { }, B = Blur { Inputs = { Input = Input { SourceOp = "Plate" }, Size = Input { Expression = "Control.Size * B.Size" } } }`,
      ),
    ],
    [
      'unused-tool',
      'what a script finds',
      FLOW(
        `${PLATE}, ${SAVED}, Switch = Loader { }, Note1 = Note { UserControls = { B = { BTNCS_Execute = "comp:FindTool(\\"Switch\\")" } } }`,
      ),
    ],
    ['unused-tool', 'a plug-in', FLOW(`${PLATE}, ${SAVED}, W = Fuse.Wireless { }`)],
    [
      'unused-tool',
      'a group, which may hold a Saver',
      FLOW(`${PLATE}, ${SAVED}, G = GroupOperator { Tools = { X = Blur { } } }`),
    ],
    [
      'unused-tool',
      'what a lost connection may have meant',
      FLOW(`${PLATE}, ${SAVED}, Blur1 = Blur { }, Glow1 = Glow { ${IN('Blurr1')} }`),
    ],
    [
      'unused-tool',
      'what is behind the cut',
      `Composition { Tools = { Blur1 = Blur { }, S = BezierSpline { }, B = Blur {`,
    ],
    ['group-no-main-output', 'a template', PIECE(GROUP('G', 'X', 'X = Blur { }').replace('Out =', 'MainOutput1 ='))],
    ['group-no-main-output', 'a piece of a flow', PIECE(`${GROUP('G', 'X', 'X = Blur { }')}, B = Blur { }`)],
    ['group-no-main-output', 'a composition', FLOW(GROUP('G', 'X', 'X = Blur { }'))],
  ])('%s: %s', (code, _name, text) => {
    expect(found(text, code).findings).toEqual([]);
  });
});

test('a circle says where each of its connections is', () => {
  const { text, findings } = found(
    FLOW(`A = Blur { ${IN('B')} }, B = Glow { ${IN('C')} }, C = Glow { ${IN('A')} }`),
    'connection-cycle',
  );
  expect(findings[0]?.related?.map(({ message, range }) => [message, text.slice(range.start, range.end)])).toEqual([
    ['B is fed here, at its input Input', 'C'],
    ['C is fed here, at its input Input', 'A'],
  ]);
});

test('a circle of thousands of tools is found without a deep call stack', () => {
  const tools = Array.from({ length: 20_000 }, (_, index) => `B${index} = Blur { ${IN(`B${(index + 1) % 20_000}`)} }`);
  const { findings } = found(FLOW(tools.join(',\n')), 'connection-cycle');
  expect(findings.map(({ message }) => message)).toEqual(['B0 feeds itself: B0 ← B1 ← B2 ← B3 ← B4 ← … ← B0.']);
});
