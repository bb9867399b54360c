import { describe, expect, test } from 'vitest';
import { checkComp } from '../../../server/checks/check-comp.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';
import { writeMarks } from '../formats/marked-text.ts';
import { type CheckCase, codesIn, expectCase, FLOW, found, IN, PIECE, PLATE } from './check-case.ts';

const FED = 'Input = Input { SourceOp = "Plate", Source = "Output", },';
const SAVER = (name: string, file: string, more = '') =>
  `${name} = Saver { ${more} Inputs = { Clip = Input { Value = Clip { Filename = "${file}", FormatID = "OpenEXRFormat" }, }, CreateDir = Input { Value = 1, }, ${FED} }, }`;

const CASES: readonly CheckCase[] = [
  {
    name: 'text that is no table',
    finds: 'comp-syntax error',
    marked: 'Composition { A = «1» B = 2 }',
    message: /`,` is missing/,
    repairs: ['Composition { A = 1, B = 2 }'],
  },
  {
    name: 'an input fed by nothing, with a name near by',
    finds: 'dangling-source error',
    marked: FLOW(`Loader1 = Loader { }, Blur1 = Blur { ${IN('«Loder1»')} }`),
    message: /^Blur1\.Input: there is no tool "Loder1"\. Did you mean "Loader1"\?$/,
    repairs: [
      FLOW(`Loader1 = Loader { }, Blur1 = Blur { ${IN('Loader1')} }`),
      FLOW('Loader1 = Loader { }, Blur1 = Blur { Inputs = { } }'),
    ],
  },
  {
    name: 'an input fed by nothing, with no name near by',
    finds: 'dangling-source error',
    marked: FLOW(`Blur1 = Blur { ${IN('«Plate»')} }`),
    message: /there is no tool "[^"]+"\.$/,
    repairs: [FLOW('Blur1 = Blur { Inputs = { } }')],
  },
  {
    name: 'a nearest name with quotes',
    finds: 'dangling-source error',
    marked: FLOW(
      `["A\\"quoted"] = Blur { }, B = Blur { Inputs = { X = Input { SourceOp = "«Aquoted»", Value = 1 } } }`,
    ),
    repairs: [
      FLOW(`["A\\"quoted"] = Blur { }, B = Blur { Inputs = { X = Input { SourceOp = "A\\"quoted", Value = 1 } } }`),
    ],
  },
  {
    name: 'a setting cut out of a comp',
    finds: 'dangling-source information',
    marked: PIECE(`Blur1 = Blur { ${IN('«MediaIn1»')} }`),
    repairs: [PIECE('Blur1 = Blur { Inputs = { } }')],
  },
  {
    name: 'an output of a group that comes from nothing',
    finds: 'dangling-source warning',
    marked: PIECE(
      'G = MacroOperator { Outputs = { Out = InstanceOutput { SourceOp = "«Blur»", } }, Tools = { Blur2 = Blur { } } }',
    ),
    message: /^G\.Out: there is no tool "Blur"/,
    repairs: [
      PIECE(
        'G = MacroOperator { Outputs = { Out = InstanceOutput { SourceOp = "Blur2", } }, Tools = { Blur2 = Blur { } } }',
      ),
    ],
  },
  {
    name: 'an instance of nothing',
    finds: 'dangling-source error',
    marked: FLOW('Copy = Blur { SourceOp = "«Original»" }'),
    message: /^The instance Copy: there is no tool "Original"/,
    repairs: [],
  },
  {
    name: 'two tools of one name',
    finds: 'duplicate-tool error',
    marked: FLOW('Blur1 = Blur { }, «Blur1» = Merge { }, Blur2 = Glow { }'),
    message: /two tools named "Blur1" in this flow/,
    repairs: [FLOW('Blur1 = Blur { }, Blur3 = Merge { }, Blur2 = Glow { }')],
  },
  {
    name: 'two tools of one name in a group',
    finds: 'duplicate-tool error',
    marked: PIECE('G = GroupOperator { Tools = { ["目"] = Blur { }, ["«目»"] = Merge { } } }'),
    message: /in G;/,
    repairs: [PIECE('G = GroupOperator { Tools = { ["目"] = Blur { }, ["目_1"] = Merge { } } }')],
  },
  {
    name: 'a Saver without a clip',
    finds: 'saver-no-filename warning',
    marked: FLOW('«Saver1» = Saver { }'),
    message: /^The Saver Saver1 has no file name and writes nothing/,
    repairs: [],
  },
  { name: 'a Saver with an empty name', finds: 'saver-no-filename warning', marked: FLOW(SAVER('«Saver1»', '')) },
  {
    name: 'a Saver with a folder and an extension',
    finds: 'saver-no-filename warning',
    marked: FLOW(SAVER('Saver1', '«/render/x/.exr»')),
    message: /names only a folder and an extension/,
  },
  {
    name: 'a Saver with a folder',
    finds: 'saver-no-filename warning',
    marked: FLOW(SAVER('Saver1', '«Comp:\\\\»')),
    message: /names only a folder\.$/,
  },
  {
    name: 'a Saver that is off and has no name',
    finds: 'saver-no-filename information',
    marked: FLOW('«S» = Saver { PassThrough = true, }'),
  },
  {
    name: 'a Saver without an extension',
    finds: 'saver-no-extension error',
    marked: FLOW(SAVER('Saver1', '«out/beauty_v001»')),
    repairs: [FLOW(SAVER('Saver1', 'out/beauty_v001.exr'))],
  },
  {
    name: 'a Saver with the number of a frame for an extension',
    finds: 'saver-no-extension error',
    marked: FLOW(SAVER('Saver1', '«out/beauty.0000»')),
    repairs: [FLOW(SAVER('Saver1', 'out/beauty.0000.exr'))],
  },
  {
    name: 'dots only in a folder',
    finds: 'saver-no-extension error',
    marked: FLOW(SAVER('Saver1', '«/srv/show.v2/beauty»')),
  },
  {
    name: 'a Saver that does not make its folder',
    finds: 'saver-no-create-dir warning',
    marked: FLOW(
      '«S» = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.exr" }, }, X = Input { Value = 1, }, } }',
    ),
    repairs: [
      FLOW(
        'S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.exr" }, }, CreateDir = Input { Value = 1, }, X = Input { Value = 1, }, } }',
      ),
    ],
  },
  {
    name: 'a Saver whose folder switch is off',
    finds: 'saver-no-create-dir warning',
    marked: FLOW(
      'S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.exr" }, }, CreateDir = Input { Value = «0», }, } }',
    ),
    repairs: [
      FLOW(
        'S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.exr" }, }, CreateDir = Input { Value = 1, }, } }',
      ),
    ],
  },
  {
    name: 'a counter of locked tools',
    finds: 'counters-disagree warning',
    marked: 'Composition { LockedTools = «0», DisabledTools = 0, Tools = { A = Blur { Locked = true } } }',
    message: /^LockedTools is 0, but 1 tool is locked\.$/,
    repairs: ['Composition { LockedTools = 1, DisabledTools = 0, Tools = { A = Blur { Locked = true } } }'],
  },
  {
    name: 'a counter of disabled tools',
    finds: 'counters-disagree warning',
    marked: 'Composition { LockedTools = 0, DisabledTools = «7», Tools = { } }',
    message: /^DisabledTools is 7, but 0 tools are passed through\.$/,
    repairs: ['Composition { LockedTools = 0, DisabledTools = 0, Tools = { } }'],
  },
];

describe('what each check finds, where, and how it is mended', () => {
  test.each(CASES)('$name', expectCase);
});

describe('Savers that write one file', () => {
  const two = (first: string, second: string, more = '') => FLOW(`${SAVER('A', first)}, ${SAVER('B', second, more)}`);

  test.each([
    ['«Comp:/out/a.0000.exr»', '«comp:\\\\OUT\\\\A.0000.exr»'],
    ['«Comp:out/a.exr»', '«Comp:/out//a.exr»'],
    ['«out/a.0000.exr»', '«out/a.1001.exr»'],
  ])('%s and %s', (first, second) => {
    const { text, findings } = found(two(first, second), 'savers-same-file');
    expect(
      writeMarks(
        text,
        findings.map(({ range }) => range),
      ),
    ).toBe(two(first, second));
    expect(findings.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ['savers-same-file', 'error', 'The Saver A writes the same file as B.'],
      ['savers-same-file', 'error', 'The Saver B writes the same file as A.'],
    ]);
    expect(findings[0]?.related?.map(({ range }) => range)).toEqual([findings[1]?.range]);
  });

  test.each([
    ['another extension', two('out/a.exr', 'out/a.png')],
    ['another version', two('out/a_v001.exr', 'out/a_v002.exr')],
    ['another movie', two('out/a_001.mov', 'out/a_002.mov')],
    ['one passed through', two('out/a.exr', 'out/a.exr', 'PassThrough = true,')],
    [
      'one in a group that is passed through',
      FLOW(`${SAVER('A', 'a.exr')}, G = GroupOperator { PassThrough = true, Tools = { ${SAVER('B', 'a.exr')} } }`),
    ],
  ])('not with %s', (_name, text) => {
    expect(found(text, 'savers-same-file').findings).toEqual([]);
  });

  test('through a path map of the composition itself', () => {
    const maps = 'Prefs = { Comp = { Paths = { Map = { ["Out:"] = "Comp:/out/" } } } }';
    const text = `Composition { ${maps}, Tools = { ${SAVER('A', 'Out:a.exr')}, ${SAVER('B', 'Comp:out\\\\a.exr')} } }`;
    expect(found(text, 'savers-same-file').findings).toHaveLength(2);
  });
});

describe('nothing is found', () => {
  test.each([
    [
      'in a clean comp',
      FLOW(
        `${PLATE}, ${SAVER('S', 'Comp:/out/a.0000.exr')}, B = Blur { Inputs = { Size = Input { Expression = "B.Blend" }, ${FED} } }`,
      ),
    ],
    [
      "in Resolve's media",
      FLOW('MediaIn1 = Loader { }, MediaOut1 = Saver { Inputs = { Index = Input { Value = "0", }, } }'),
    ],
    [
      'where a group output names a modifier outside',
      FLOW(
        'G = GroupOperator { Outputs = { O = InstanceOutput { SourceOp = "Spline", } } }, H = GroupOperator { Tools = { Spline = BezierSpline { } } }',
      ),
    ],
    [
      'where an instance of a macro names itself',
      PIECE('Template = AutoGain { Inputs = ordered() { Input1 = InstanceInput { SourceOp = "Template", } } }'),
    ],
    [
      'in copies that are kept for later',
      FLOW(
        'A = Blur { CustomData = { Settings = { [1] = { Tools = { A = Blur { Inputs = { I = Input { SourceOp = "Gone" } } } } } } } }',
      ),
    ],
    ['where a connection is empty', FLOW(`B = Blur { ${IN('')} }`)],
    ['in an empty flow', 'Composition { LockedTools = 0, DisabledTools = 0, Tools = { } }'],
    [
      'about savers of a render range other than the global one',
      'Composition { RenderRange = { 1, 2 }, GlobalRange = { 0, 100 }, Tools = { } }',
    ],
  ])('%s', (_name, text) => {
    expect(codesIn(text)).toEqual([]);
  });

  test('behind the cut of a file that breaks off, beyond the cut itself', () => {
    const text = `Composition { LockedTools = 3, Tools = { B = Blur { ${IN('Gone')} }, S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.exr" } },`;
    expect(codesIn(text)).toEqual(['comp-syntax']);
  });
});

describe('severities', () => {
  const text = PIECE(`Blur1 = Blur { ${IN('MediaIn1')} }`);

  test('a user can raise, lower and switch off', () => {
    const severities = (override?: 'error' | 'hint' | 'off') =>
      checkComp(parseComp(text), override === undefined ? {} : { 'dangling-source': override }).map(
        ({ severity }) => severity,
      );
    expect(severities()).toEqual(['information']);
    expect(severities('error')).toEqual(['error']);
    expect(severities('hint')).toEqual(['hint']);
    expect(severities('off')).toEqual([]);
  });
});

test('findings come in the order of the text', () => {
  const starts = checkComp(
    parseComp(
      `Composition { DisabledTools = 5, Tools = { S = Saver { }, S = Saver { }, B = Blur { ${IN('X')} } } A = 1 }`,
    ),
  ).map(({ range }) => range.start);
  expect(starts.length).toBeGreaterThan(6);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

test('a comp with thousands of lost connections is checked', () => {
  const tools = Array.from({ length: 3000 }, (_, index) => `Blur${index} = Blur { ${IN(`Lost${index}`)} }`).join(',\n');
  expect(checkComp(parseComp(FLOW(tools)))).toHaveLength(3000);
});
