import { describe, expect, test } from 'vitest';
import { type CheckCase, expectCase, FLOW, found, PIECE } from '../check-case.ts';

const COMP = (header: string) => `Composition { ${header}, Tools = { } }`;
const LOADER = (clips: string, name = 'L') => FLOW(`${name} = Loader { Clips = { ${clips} } }`);
const CURVE = (keys: string) =>
  FLOW(
    `B = Blur { Inputs = { XBlurSize = Input { SourceOp = "S", Source = "Value" } } }, S = BezierSpline { KeyFrames = { ${keys} } }`,
  );

const CASES: readonly CheckCase[] = [
  {
    name: 'one input twice',
    finds: 'duplicate-key error',
    marked: FLOW('B = Blur { Inputs = { Size = Input { Value = 1 }, «Size» = Input { Value = 2 } } }'),
    message: /^"Size" stands here for the second time; Fusion reads only the last one\.$/,
    repairs: [
      FLOW('B = Blur { Inputs = { Size = Input { Value = 2 } } }'),
      FLOW('B = Blur { Inputs = { Size = Input { Value = 1 }, } }'),
    ],
  },
  {
    name: 'one input twice with the same value',
    finds: 'duplicate-key information',
    marked: FLOW('B = Blur { Inputs = { Size = Input { Value = 1 }, «Size» = Input { Value = 1 } } }'),
    message: /^"Size" stands here for the second time and says the same\.$/,
  },
  {
    name: 'a key as a name and in brackets',
    finds: 'duplicate-key error',
    marked: FLOW('B = Blur { Inputs = { Size = Input { Value = 1 }, «["Size"]» = Input { Value = 1 } } }'),
  },
  {
    name: 'one key of a table with many',
    finds: 'duplicate-key error',
    marked: FLOW(
      'B = Blur { UserControls = { C = { A = 1, B = 2, C = 3, D = 4, E = 5, F = 6, G = 7, H = 8, «B» = 9 } } }',
    ),
  },
  { name: 'two keys on one frame', finds: 'duplicate-key error', marked: CURVE('[0] = { 1 }, «[0.0]» = { 2 }') },
  {
    name: 'a field of the header twice',
    finds: 'duplicate-key error',
    marked: 'Composition { HiQ = false, Prefs = { Comp = { A = 1, «A» = 2 } }, Tools = { }, «HiQ» = true }',
  },
  {
    name: 'two lists of tools',
    finds: 'duplicate-key error',
    marked: PIECE('G = GroupOperator { Tools = { A = Blur { } }, «Tools» = { B = Blur { } } }'),
    repairs: [],
  },
  {
    name: 'keys that go back in time',
    finds: 'key-frame-order warning',
    marked: CURVE('[0] = { 1 }, [20] = { 2 },\n«[-5.5]» = { 3, Flags = { Linear = true } }, [30] = { 4 }'),
    message: /^The key at frame -5\.5 of S stands behind the one at 20\.$/,
    repairs: [CURVE('[-5.5] = { 3, Flags = { Linear = true } }, [0] = { 1 },\n[20] = { 2 }, [30] = { 4 }')],
  },
  {
    name: 'a clip that ends before it begins',
    finds: 'clip-range error',
    marked: LOADER('Clip { ID = "Clip1", GlobalStart = 1010, GlobalEnd = «1001» }'),
    message: /^The clip Clip1 of L ends before it begins: GlobalStart is 1010, GlobalEnd is 1001\.$/,
    repairs: [],
  },
  {
    name: 'a clip that is trimmed to nothing',
    finds: 'clip-range error',
    marked: LOADER('Clip { TrimIn = 3, TrimOut = «2» }'),
    message: /^A clip of L ends before it begins: TrimIn is 3, TrimOut is 2\.$/,
  },
  {
    name: 'three clips with one ID',
    finds: 'duplicate-clip error',
    marked: LOADER('Clip { ID = "Clip1" }, Clip { ID = "«Clip1»" }, Clip { ID = "Clip2" }, Clip { ID = "«Clip1»" }'),
    message: /^Two clips of L have the ID "Clip1"/,
    repairs: [LOADER('Clip { ID = "Clip1" }, Clip { ID = "Clip3" }, Clip { ID = "Clip2" }, Clip { ID = "Clip1" }')],
  },
  {
    name: 'a render range that ends before it begins',
    finds: 'frame-range error',
    marked: COMP('RenderRange = «{ 1100, 1001 }», GlobalRange = { 0, 2000 }'),
    message: /^RenderRange ends before it begins: 1100 to 1001\.$/,
    repairs: [COMP('RenderRange = { 1001, 1100 }, GlobalRange = { 0, 2000 }')],
  },
  {
    name: 'a global range that ends before it begins',
    finds: 'frame-range error',
    marked: COMP('RenderRange = { 1, 2 }, GlobalRange = «{ 10, 0 }»'),
    repairs: [COMP('RenderRange = { 1, 2 }, GlobalRange = { 0, 10 }')],
  },
  {
    name: 'a render range that leaves the global one',
    finds: 'frame-range error',
    marked: COMP('RenderRange = «{ 990, 1100 }», GlobalRange = { 1001, 1200 }'),
    message: /^RenderRange 990 to 1100 is not inside of GlobalRange 1001 to 1200\.$/,
    repairs: [
      COMP('RenderRange = { 990, 1100 }, GlobalRange = { 990, 1200 }'),
      COMP('RenderRange = { 1001, 1100 }, GlobalRange = { 1001, 1200 }'),
    ],
  },
  {
    name: 'a render range beside the global one',
    finds: 'frame-range error',
    marked: COMP('RenderRange = «{ 1, 10 }», GlobalRange = { 1001, 1200 }'),
    repairs: [COMP('RenderRange = { 1, 10 }, GlobalRange = { 1, 1200 }')],
  },
  {
    name: 'a playhead outside',
    finds: 'current-time hint',
    marked: COMP('CurrentTime = «0», GlobalRange = { 1001, 1200 }'),
    message: /^CurrentTime is 0, outside of GlobalRange 1001 to 1200\.$/,
    repairs: [COMP('CurrentTime = 1001, GlobalRange = { 1001, 1200 }')],
  },
  {
    name: 'an active tool that was renamed',
    finds: 'active-tool warning',
    marked: `{ Tools = { ZoomIn = Blur { }, Other = Blur { } }, ActiveTool = "«Zoom_In»" }`,
    message: /^ActiveTool: there is no tool "Zoom_In"\. Did you mean "ZoomIn"\?$/,
    repairs: [
      `{ Tools = { ZoomIn = Blur { }, Other = Blur { } }, ActiveTool = "ZoomIn" }`,
      `{ Tools = { ZoomIn = Blur { }, Other = Blur { } }, }`,
    ],
  },
  {
    name: 'an active tool where there is only one other',
    finds: 'active-tool warning',
    marked: `{ Tools = { Slide = Blur { } }, ActiveTool = "«Title»" }`,
    repairs: [`{ Tools = { Slide = Blur { } }, ActiveTool = "Slide" }`, `{ Tools = { Slide = Blur { } }, }`],
  },
  {
    name: 'a tool that is off, and the counter of such tools',
    finds: 'tool-passed-through hint',
    marked: 'Composition { DisabledTools = 1, Tools = { «B» = Blur { PassThrough = true, } } }',
    message: /^B is passed through and does nothing\.$/,
  },
];

describe('what the checks of tables and frames find', () => {
  test.each(CASES)('$name', expectCase);
});

describe('what is no fault', () => {
  test.each([
    ['duplicate-key', 'a number and a text', FLOW('B = Blur { X = { [1] = 1, ["1"] = 2, [2] = 3 } }')],
    ['duplicate-key', 'values without keys', FLOW('B = Blur { X = { 1, 1, { A = 1 }, { A = 1 } } }')],
    ['duplicate-key', 'tools, which have a check of their own', FLOW('B = Blur { }, B = Blur { }')],
    ['key-frame-order', 'keys in order', CURVE('[-10] = { 1 }, [0.5] = { 2 }, [1e1] = { 3 }')],
    ['key-frame-order', 'two keys on one frame', CURVE('[0] = { 1 }, [0] = { 2 }')],
    ['clip-range', 'a clip of one frame', LOADER('Clip { GlobalStart = 5, GlobalEnd = 5, TrimIn = 0, TrimOut = 0 }')],
    ['clip-range', "Resolve's media", LOADER('Clip { TrimIn = 3, TrimOut = -2 }', 'MediaIn1')],
    ['duplicate-clip', 'clips without IDs', LOADER('Clip { }, Clip { }, Clip { ID = "Clip1" }')],
    ['frame-range', 'ranges that are one', COMP('RenderRange = { 0, 100 }, GlobalRange = { 0, 100 }')],
    ['frame-range', 'one frame', COMP('RenderRange = { 7, 7 }, GlobalRange = { 7, 7 }')],
    ['current-time', 'the last frame', COMP('CurrentTime = 100, GlobalRange = { 0, 100 }')],
    [
      'active-tool',
      'a tool in a group',
      '{ Tools = { G = GroupOperator { Tools = { X = Blur { } } } }, ActiveTool = "X" }',
    ],
    ['active-tool', 'none', '{ Tools = { X = Blur { } }, ActiveTool = "" }'],
    ['active-tool', 'a file that breaks off', '{ ActiveTool = "X", Tools = { '],
    ['tool-passed-through', 'a Saver', FLOW('S = Saver { PassThrough = true }')],
    ['tool-passed-through', 'a setting', PIECE('B = Blur { PassThrough = true }')],
  ])('%s: %s', (code, _name, text) => {
    expect(found(text, code).findings).toEqual([]);
  });
});

test('a key says where the first of its name is', () => {
  const { text, findings } = found(FLOW('B = Blur { X = { A = 1, A = 2 } }'), 'duplicate-key');
  expect(findings[0]?.related).toEqual([
    { message: 'The first "A"', range: { start: text.indexOf('A ='), end: text.indexOf('A =') + 1 } },
  ]);
});

test('removing the first is the repair to take only where the two are the same', () => {
  const preferred = (values: string) =>
    found(FLOW(`B = Blur { X = { ${values} } }`), 'duplicate-key').findings[0]?.fixes?.map((fix) => fix.preferred);
  expect(preferred('A = 1, A = 1')).toEqual([true, false]);
  expect(preferred('A = 1, A = 2')).toEqual([false, false]);
});

test('of hundreds of tools that are off, the first offer to be switched on', () => {
  const tools = Array.from({ length: 300 }, (_, index) => `B${index} = Blur { PassThrough = true }`).join(', ');
  const { findings } = found(FLOW(tools), 'tool-passed-through');
  expect(findings).toHaveLength(300);
  expect(findings.filter(({ fixes }) => fixes?.length === 1)).toHaveLength(20);
});
