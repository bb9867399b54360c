import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import type { CompPlace } from '../../../../../server/project/comp-place.ts';
import { folderItems } from '../../../../../server/project/folder-items.ts';
import { Roots } from '../../../../../server/project/roots.ts';
import { completionsIn, labelsIn, take, taken } from './complete-text.ts';

/** A comp of four tools: `A` feeds `B`, which feeds `C`; the text stands in the inputs of `B`. */
function inB(text: string): string {
  return `Composition {
	Tools = {
		A = Loader { },
		Remark = Note { },
		B = Merge {
			Inputs = {
				${text}
			},
		},
		C = Blur { Inputs = { Input = Input { SourceOp = "B", Source = "Output" } } },
		G = GroupOperator {
			Outputs = { MainOutput1 = InstanceOutput { SourceOp = "In", Source = "Output" } },
			Tools = ordered() { In = Blur { } },
		},
	}
}
`;
}

const IN_TOOLS = 'Composition {\n\tTools = {\n\t\tBlur1 = Blur { },\n\t\t|\n\t}\n}\n';

describe('what is suggested, the most useful first', () => {
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    ['fields of the composition', 'Composition { RenderRange = { 0, 1 }, |', ['CurrentTime', 'GlobalRange']],
    ['fields of a setting', '{ | }', ['Tools', 'ActiveTool']],
    ['tools that may feed, the nearest first', inB('Background = Input { SourceOp = "|" },'), ['A', 'G']],
    [
      'tools that give what the input takes before nearer ones that do not',
      'Composition { Tools = { A = Blur { }, S = BezierSpline { }, B = Merge { Inputs = { Background = Input { SourceOp = "|" } } } } }',
      ['A', 'S'],
    ],
    [
      'modifiers for a number',
      'Composition { Tools = { S = BezierSpline { }, A = Blur { }, B = Merge { Inputs = { Blend = Input { SourceOp = "|" } } } } }',
      ['S', 'A'],
    ],
    ['the same where nothing closes the string', inB('Background = Input { SourceOp = "|'), ['A', 'G']],
    ['outputs of a group', inB('Background = Input { SourceOp = "G", Source = "|" },'), ['MainOutput1']],
    ['outputs, though SourceOp comes later', inB('Background = Input { Source = "|", SourceOp = "A" },'), ['Output']],
    [
      'members of a group for what it publishes',
      '{ Tools = ordered() { G = GroupOperator { Tools = ordered() { A = Blur { } }, Outputs = { O = InstanceOutput { SourceOp = "|',
      ['A'],
    ],
    ['parents of an instance', '{ Tools = { A = Blur { }, M = Merge { }, I = Blur { SourceOp = "|" } } }', ['A']],
    ['the tool that is active', '{ Tools = ordered() { A = Blur { } }, ActiveTool = "|" }', ['A']],
    ['ids for an input', inB('ApplyMode = Input { Value = FuID { "|" } },'), ['Screen']],
    [
      'numbers of a list',
      '{ Tools = { S = Saver { Inputs = { ["OpenEXRFormat.Compression"] = Input { Value = | } } } } }',
      ['0', '1', '2'],
    ],
    ['formats', '{ Tools = { L = Loader { Clips = { Clip { FormatID = "|" } } } } }', ['OpenEXRFormat', 'JpegFormat']],
    [
      'values of a user control',
      '{ Tools = { A = Blur { UserControls = ordered() { X = { LINKID_DataType = "|" } } } } }',
      ['Number', 'Point'],
    ],
    ['flags', '{ Tools = { S = BezierSpline { KeyFrames = { [0] = { 1, Flags = { | } } } } } }', ['Linear', 'LockedY']],
    ['the place in the flow', '{ Tools = { A = Blur { ViewInfo = OperatorInfo { | } } } }', ['Pos', 'Flags']],
    ['tools in an expression', inB('Blend = Input { Value = 1, Expression = "|" },'), ['B', 'Remark', 'A', 'C']],
    ['constructors of an input', inB('Blend = |'), ['Input', 'Input']],
    ['true and false', 'Composition { HiQ = |', ['true', 'false']],
    ['path maps', '{ Tools = { L = Loader { Clips = { Clip { Filename = "|" } } } } }', ['Comp:', 'Temp:']],
  ];

  test.each(CASES)('%s', async (_name, marked, first) => {
    expect((await labelsIn(marked)).slice(0, first.length)).toEqual(first);
  });

  test('neither the tool itself nor what it feeds, nor a note, nor a member of a group', async () => {
    expect(await labelsIn(inB('Background = Input { SourceOp = "|" },'))).toEqual(['A', 'G']);
  });

  test('inputs that are set already are left out', async () => {
    const labels = await labelsIn(inB('Blend = Input { Value = 1 },\n|\nBackground = Input { SourceOp = "A" },'));
    expect(labels).toContain('Foreground');
    expect(labels).not.toContain('Blend');
    expect(labels).not.toContain('Background');
  });

  test('options of formats are those of the clip', async () => {
    const clip = 'Clips = { Clip { ID = "Clip1", FormatID = "PNGFormat" } }';
    const labels = await labelsIn(`{ Tools = { L = Loader { ${clip}, Inputs = { | } } } }`);
    expect(labels).toContain('Clip1.PNGFormat.PostMultiply');
    expect(labels.filter((label) => label.includes('OpenEXR'))).toEqual([]);
  });

  test('after a tool and a dot in an expression, its inputs', async () => {
    const labels = await labelsIn(inB('Blend = Input { Value = 1, Expression = "C.|" },'));
    expect(labels).toContain('XBlurSize');
    expect(labels).not.toContain('A');
  });

  test.each([
    ['after a number’s dot', inB('Blend = Input { Value = 1, Expression = "1.|" },')],
    ['in a comment', 'Composition { -- |'],
    ['before a value that is there', inB('Blend = | Input { Value = 1 },')],
    ['in a long string', inB('Comments = Input { Value = [[ | ]] },')],
    ['where there is no table', 'Comp|'],
    ['after the end', 'Composition { }\n|'],
  ])('nothing %s', async (_name, marked) => {
    expect(await labelsIn(marked)).toEqual([]);
  });

  test('of very many tools those that fit, and more when more is typed', async () => {
    const tools = Array.from({ length: 1_000 }, (_, index) => `Tool${index} = Blur { },`).join('\n');
    const text = `Composition { Tools = {\n${tools}\nX = Blur { Inputs = { Input = Input { SourceOp = "`;
    const all = await completionsIn(`${text}|" } } } } }`);
    expect([all?.items.length, all?.isCut]).toEqual([400, true]);
    const few = await completionsIn(`${text}77|" } } } } }`);
    expect(few?.items.every(({ label }) => /7.*7/.test(label))).toBe(true);
    expect(few?.isCut).toBe(false);
  });
});

describe('what a suggestion writes', () => {
  const CASES: readonly (readonly [string, string, string, string])[] = [
    ['an input of a number', inB('Ble|'), 'Blend', inB('Blend = Input { Value = 1, },')],
    [
      'an input that another tool feeds',
      inB('|'),
      'Foreground',
      inB('Foreground = Input {\n\t\t\t\t\tSourceOp = "A",\n\t\t\t\t\tSource = "Output",\n\t\t\t\t},'),
    ],
    [
      'on one line',
      '{ Tools = { B = Blur { Inputs = { | } } } }',
      'Blend',
      '{ Tools = { B = Blur { Inputs = { Blend = Input { Value = 1, }, } } } }',
    ],
    [
      'no second comma',
      inB('|, Size = Input { Value = 1 }'),
      'Blend',
      inB('Blend = Input { Value = 1, }, Size = Input { Value = 1 }'),
    ],
    ['a name alone before its value', inB('Bl| = Input { Value = 1 },'), 'Blend', inB('Blend = Input { Value = 1 },')],
    [
      'brackets round a dotted name',
      '{ Tools = { L = Loader { Inputs = { Gamut.S| } } } }',
      'Gamut.SLogVersion',
      '{ Tools = { L = Loader { Inputs = { ["Gamut.SLogVersion"] = Input { Value = FuID { "SLog2" }, }, } } } }',
    ],
    [
      'brackets that are there',
      '{ Tools = { L = Loader { Inputs = { ["Gam|"] } } } }',
      'Gamut.SLogVersion',
      '{ Tools = { L = Loader { Inputs = { ["Gamut.SLogVersion"] = Input { Value = FuID { "SLog2" }, }, } } } }',
    ],
    [
      'a closing quote',
      inB('Background = Input { SourceOp = "|\n},'),
      'A',
      inB('Background = Input { SourceOp = "A"\n},'),
    ],
    [
      'both fields of a connection',
      inB('Background = Input { | },'),
      'SourceOp',
      inB('Background = Input { SourceOp = "A", Source = "Output", },'),
    ],
    ['a blank after =', 'Composition { HiQ =|', 'true', 'Composition { HiQ = true'],
    [
      'a tool with a free name, connected and to the right of the one before',
      IN_TOOLS,
      'Blur',
      IN_TOOLS.replace(
        '|',
        'Blur2 = Blur {\n\t\t\tInputs = {\n\t\t\t\tInput = Input {\n\t\t\t\t\tSourceOp = "Blur1",\n\t\t\t\t\tSource = "Output",\n\t\t\t\t},\n\t\t\t},\n\t\t\tViewInfo = OperatorInfo { Pos = { 110, 0 } },\n\t\t},',
      ),
    ],
    [
      'an id before its table',
      'Composition { Tools = { A = Bl| { } } }',
      'Blur',
      'Composition { Tools = { A = Blur { } } }',
    ],
    [
      'the comma that is missing before it',
      'Composition {\n\tHiQ = true\n\t|\n}',
      'RenderRange',
      'Composition {\n\tHiQ = true,\n\tRenderRange = { 0, 100 },\n}',
    ],
    [
      'names with quotes and backslashes in them',
      '{ Tools = { ["a\\"b\\\\"] = Blur { }, B = Blur { Inputs = { Input = Input { SourceOp = "|" } } } } }',
      'a"b\\',
      '{ Tools = { ["a\\"b\\\\"] = Blur { }, B = Blur { Inputs = { Input = Input { SourceOp = "a\\"b\\\\" } } } } }',
    ],
    [
      'the line ends of the text',
      'Composition {\r\n\tTools = {\r\n\t\t|\r\n\t}\r\n}\r\n',
      'Background',
      'Composition {\r\n\tTools = {\r\n\t\tBackground1 = Background {\r\n\t\t\tInputs = {\r\n\t\t\t},\r\n\t\t\tViewInfo = OperatorInfo { Pos = { 0, 0 } },\r\n\t\t},\r\n\t}\r\n}\r\n',
    ],
  ];

  test.each(CASES)('%s', async (_name, marked, label, expected) => {
    expect(await taken(marked, label)).toBe(expected);
  });
});

describe('files', () => {
  const place: CompPlace = {
    file: '/show/a.comp',
    project: undefined,
    resolve: (name) => name.replace(/^Comp:[/\\]?/, '/show/').replaceAll('\\', '/'),
    mediaAt: async (path) => ({ path, kind: 'missing', frames: [] }),
    bytesAt: async () => undefined,
    newestVersion: async () => undefined,
    itemsIn: async (folder) =>
      folder === '/show/plates/'
        ? folderItems([
            { name: 'sub', isFolder: true },
            { name: 'note.txt', isFolder: false },
            ...[1001, 1002, 1004].map((frame) => ({ name: `p.${frame}.exr`, isFolder: false })),
          ])
        : [],
  };
  const clip = (name: string) => `{ Tools = { L = Loader { Clips = { Clip { Filename = "${name}" } } } } }`;

  test('folders first, a sequence once with its frames', async () => {
    const found = await completionsIn(clip('Comp:plates/|'), place);
    expect(found?.items.map(({ label, detail }) => [label, detail])).toEqual([
      ['sub', undefined],
      ['note.txt', undefined],
      ['p.1001.exr', '1001–1004, 1 missing'],
    ]);
  });

  test('a file takes the place of the last part of the name', async () => {
    expect(await taken(clip('Comp:plates/p|x.exr'), 'p.1001.exr', place)).toBe(clip('Comp:plates/p.1001.exr'));
    expect(await taken(clip('Comp:plates\\\\|'), 'p.1001.exr', place)).toBe(clip('Comp:plates\\\\p.1001.exr'));
  });

  test('path maps of the comp come first, as it spells them', async () => {
    const maps = 'Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "Comp:plates" } } } }';
    const labels = await labelsIn(
      `Composition { ${maps}, Tools = { L = Loader { Clips = { Clip { Filename = "|" } } } } }`,
    );
    expect(labels.slice(0, 2)).toEqual(['Plates:', 'Comp:']);
  });

  test("the path maps of the project's roots come before those that every Fusion has", async () => {
    const roots = new Roots({ plates: { map: 'Plates:' }, cache: { map: 'Cache:' }, other: { linux: '/o' } }, 'linux');
    const maps = 'Prefs = { Comp = { Paths = { Map = { ["plates:"] = "/own" } } } }';
    const marked = clip('|').replace('{ Tools', `{ ${maps}, Tools`);
    expect((await labelsIn(marked, { ...place, roots })).slice(0, 3)).toEqual(['plates:', 'Cache:', 'Comp:']);
  });
});

test('a text without faults has none after any suggestion at any place', async () => {
  const text = inB(
    'Background = Input { SourceOp = "A", Source = "Output", },\n["X.Y"] = Input { Value = FuID { "a" } },',
  );
  const faults: string[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const marked = `${text.slice(0, at)}|${text.slice(at)}`;
    const found = await completionsIn(marked);
    for (const [index, item] of (found?.items ?? []).entries()) {
      if (found === undefined || (index > 5 && index % 29 !== 0)) continue;
      const after = take(marked, found, item);
      if (parseComp(after).errors.length > 0) faults.push(`${item.label} at ${at}`);
    }
  }
  expect(faults).toEqual([]);
});
