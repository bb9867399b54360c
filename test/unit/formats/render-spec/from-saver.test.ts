import { describe, expect, test } from 'vitest';
import { readSpec } from '../../../../server/checks/read-spec.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { isRefusal, specOfSaver } from '../../../../server/formats/render-spec/from-saver.ts';
import { pickSaver } from '../../../../server/formats/render-spec/pick-saver.ts';
import { readClip } from '../../../../server/formats/render-spec/read-clip.ts';
import { newRenderSpec } from '../../../../server/formats/render-spec/write-output.ts';

/** The render spec of the Saver that is meant in a copied text. */
function written(clip: string): string {
  const saver = pickSaver(readClip(clip));
  if (saver === undefined) return 'no Saver';
  const spec = specOfSaver(saver);
  return isRefusal(spec) ? spec.reason : newRenderSpec(spec, 'final');
}

const saver = (inputs: string) => `{ Tools = ordered() { S = Saver { Inputs = { ${inputs} } } } }`;
const EXR = 'OutputFormat = Input { Value = FuID { "OpenEXRFormat" } },';
const final = (lines: readonly string[], remarks = '') =>
  `${remarks}fusion:\n  final:\n    export_dest: project\n${lines.map((line) => `    ${line}\n`).join('')}`;
const exr = (...properties: readonly string[]) =>
  final([
    'format: OpenEXRFormat',
    'image_sequence: true',
    ...(properties.length > 0 ? ['properties:', ...properties.map((line) => `  ${line}`)] : []),
  ]);

test('writes what the wizard of Ramses-Fusion writes', () => {
  const clip = `{
	Tools = ordered() {
		_FINAL = Saver {
			Inputs = {
				ProcessWhenBlendIs00 = Input { Value = 0, },
				["OpenEXRFormat.Depth"] = Input { Value = 1, },
				OutputFormat = Input { Value = FuID { "OpenEXRFormat" }, },
				["Gamut.SLogVersion"] = Input { Value = FuID { "SLog2" }, },
				SetSequenceStart = Input { Value = 1, },
				SequenceStartFrame = Input { Value = 1001, },
				["OpenEXRFormat.Compression"] = Input { Value = 8, },
			},
		}
	},
	ActiveTool = "_FINAL"
}`;
  expect(written(clip)).toBe(`fusion:
  final:
    export_dest: project
    format: OpenEXRFormat
    image_sequence: true
    properties:
      OpenEXRFormat.Compression: 8
      OpenEXRFormat.Depth: 1
    source_numbering: true
`);
});

/** What upstream's own reader gets wrong of each of these is in its documentation; here each comes out right. */
describe('what is written in other ways', () => {
  test.each([
    [
      'the registry id of PNG',
      saver('OutputFormat = Input { Value = FuID { "PNGFormat" } }'),
      final(['format: PNGFormat', 'image_sequence: true']),
    ],
    [
      'of Photoshop',
      saver('OutputFormat = Input { Value = FuID { "PSDFormat" } }'),
      final(['format: PSDFormat', 'image_sequence: true']),
    ],
    [
      'of Softimage',
      saver('OutputFormat = Input { Value = FuID { "PICFormat" } }'),
      final(['format: PICFormat', 'image_sequence: true']),
    ],
    [
      'an older spelling',
      saver('OutputFormat = Input { Value = FuID { "PngFormat" } }, ["PNGFormat.SaveAlpha"] = Input { Value = 1 }'),
      final(['format: PNGFormat', 'image_sequence: true', 'properties:', '  PNGFormat.SaveAlpha: 1']),
    ],
    [
      'a movie',
      saver('OutputFormat = Input { Value = FuID { "QuickTimeMovies" } }'),
      final(['format: QuickTimeMovies', 'image_sequence: false']),
    ],
    [
      'no blanks',
      `{Tools={S=Saver{Inputs={${EXR}["OpenEXRFormat.Depth"]=Input{Value=1}}}}}`,
      exr('OpenEXRFormat.Depth: 1'),
    ],
    ['ordered inputs', `{ Tools = { S = Saver { Inputs = ordered() { ${EXR} } } } }`, exr()],
    [
      'a Loader before it',
      `{ Tools = { L = Loader { Inputs = { X = Input { Value = 2 } } }, S = Saver { Inputs = { ${EXR} } } } }`,
      exr(),
    ],
    [
      'a brace in a comment',
      saver(`${EXR} -- }\n["OpenEXRFormat.Depth"] = Input { Value = 1 }`),
      exr('OpenEXRFormat.Depth: 1'),
    ],
    ['a brace in a long comment', saver(`--[[ hi } ]] ${EXR}`), exr()],
    ['escapes', saver(`${EXR} ["OpenEXRFormat.A"] = Input { Value = "a\\"b\\\\c" }`), exr('OpenEXRFormat.A: a"b\\c')],
    ['a hexadecimal number', saver(`${EXR} ["OpenEXRFormat.A"] = Input { Value = 0x3a }`), exr('OpenEXRFormat.A: 58')],
    [
      'numbers, texts and switches',
      saver(
        `${EXR} ["OpenEXRFormat.A"] = Input { Value = Number { Value = 4.5 } }, ["OpenEXRFormat.B"] = Input { Value = 1e-07 }, ["OpenEXRFormat.C"] = Input { Value = "yes" }, ["OpenEXRFormat.D"] = Input { Value = "8" }, ["OpenEXRFormat.E"] = Input { Value = "a\\nb" }, ["OpenEXRFormat.F"] = Input { Value = true }, ["OpenEXRFormat.G"] = Input { Value = "" }, ["OpenEXRFormat.H"] = Input { Value = "a: b # c" }`,
      ),
      exr(
        'OpenEXRFormat.A: 4.5',
        'OpenEXRFormat.B: 1.0e-7',
        'OpenEXRFormat.C: "yes"',
        'OpenEXRFormat.D: "8"',
        'OpenEXRFormat.E: "a\\nb"',
        'OpenEXRFormat.F: true',
        'OpenEXRFormat.G: ""',
        'OpenEXRFormat.H: "a: b # c"',
      ),
    ],
    [
      'a format whose name begins another',
      saver('OutputFormat = Input { Value = FuID { "Jpeg" } }, ["JpegFormat.Q"] = Input { Value = 1 }'),
      final(
        ['format: Jpeg', 'image_sequence: false'],
        '# Left out: Jpeg is not known here: whether it writes a sequence was told by the name of the file.\n',
      ),
    ],
    [
      'options of another format',
      saver(`${EXR} ["JpegFormat.Quality"] = Input { Value = 80 }, ["Gamut.X"] = Input { Value = 1 }`),
      exr(),
    ],
    [
      'two inputs of one name',
      saver(`${EXR} ["OpenEXRFormat.A"] = Input { Value = 1 }, ["OpenEXRFormat.A"] = Input { Value = 2 }`),
      exr('OpenEXRFormat.A: 2'),
    ],
    [
      'the format of the clip',
      saver('Clip = Input { Value = Clip { Filename = "a.0000.exr", FormatID = "OpenEXRFormat" } }'),
      exr(),
    ],
    ['the format of the extension', saver('Clip = Input { Value = Clip { Filename = "Comp:/a.0000.EXR" } }'), exr()],
    [
      'numbers of the comp',
      saver(`${EXR} SetSequenceStart = Input { Value = 0 }`),
      final(['format: OpenEXRFormat', 'image_sequence: true', 'source_numbering: false']),
    ],
    ['a tool without braces round it', `S = Saver { Inputs = { ${EXR} } },`, exr()],
    ['a tool without name', `\n Saver { Inputs = { ${EXR} } }`, exr()],
    ['a whole comp', `Composition { Tools = { S = Saver { Inputs = { ${EXR} } } } }`, exr()],
    [
      'a Saver in a group',
      `{ Tools = { G = GroupOperator { Tools = { S = Saver { Inputs = { ${EXR} } } } } } }`,
      exr(),
    ],
  ])('%s', (_name, clip, expected) => {
    expect(written(clip)).toBe(expected);
  });
});

test('what no render spec can say is left out, and told', () => {
  const inputs = `${EXR}
    ["OpenEXRFormat.A"] = Input { SourceOp = "Ctl", Source = "Value" },
    ["OpenEXRFormat.B"] = Input { Expression = "time*2", Value = 3 },
    ["OpenEXRFormat.C"] = Input { Value = { 1, 2, A = 3 } },
    ["OpenEXRFormat.D"] = Input { Value = nan },
    ["OpenEXRFormat.E"] = Input { Value = 1e999 },
    ["OpenEXRFormat.F"] = Input { Value = 1 },
    SetSequenceStart = Input { Expression = "1" },`;
  expect(written(saver(inputs))).toBe(
    [
      '# Left out: OpenEXRFormat.A is connected to Ctl.',
      '# Left out: OpenEXRFormat.B has an expression.',
      '# Left out: OpenEXRFormat.C holds more than one value.',
      '# Left out: OpenEXRFormat.D has no value.',
      '# Left out: OpenEXRFormat.E is no finite number.',
      '# Left out: SetSequenceStart has an expression.',
      exr('OpenEXRFormat.F: 1'),
    ].join('\n'),
  );
});

test.each([
  saver(`${EXR} ["OpenEXRFormat.Depth"] = Input { Value = 1 }, SetSequenceStart = Input { Value = 1 }`),
  saver(
    'OutputFormat = Input { Value = FuID { "QuickTimeMovies" } }, ["QuickTimeMovies.Compression"] = Input { Value = FuID { "Apple ProRes 422_apcn" } }',
  ),
  saver('OutputFormat = Input { Value = FuID { "PngFormat" } }, ["PNGFormat.SaveAlpha"] = Input { Value = 1 }'),
])('the checks of render specs find nothing in what is written from %s', (clip) => {
  const tool = pickSaver(readClip(clip));
  const spec = tool && specOfSaver(tool);
  if (spec === undefined || isRefusal(spec)) throw new Error('There is no spec.');
  for (const output of ['final', 'preview'] as const) {
    const findings = [...readSpec(newRenderSpec(spec, output)).findings({})];
    expect(findings.filter((finding) => finding !== undefined)).toEqual([]);
  }
});

test('refuses a Saver that says no format', () => {
  expect(written(saver('Clip = Input { Value = Clip { Filename = "Comp:/a" } }'))).toBe(
    'S says no output format. Choose one in Fusion, or give its file an extension.',
  );
});

describe('which Saver is meant', () => {
  const tools = (...names: readonly string[]) =>
    `{ Tools = { ${names.map((name) => `${name} = Saver { X = 1 }`).join(', ')} } }`;
  test.each([
    ['the only one', tools('S'), undefined, 'S'],
    ['that of the finals', tools('A', '_FINAL', 'B'), undefined, '_FINAL'],
    ['that of the previews', tools('A', '_PREVIEW'), undefined, '_PREVIEW'],
    ['nobody can know', tools('A', 'B'), undefined, undefined],
    ['both outputs', tools('_FINAL', '_PREVIEW'), undefined, undefined],
    ['the one at the cursor', tools('_FINAL', 'B'), 'B = ', 'B'],
    ['that of the step', tools('A', 'Main'), undefined, 'Main'],
    ['none', '{ Tools = { A = Blur { } } }', undefined, undefined],
    ["Resolve's MediaOut", tools('MediaOut1'), undefined, undefined],
  ])('%s', (_name, text, at, expected) => {
    const offset = at === undefined ? undefined : text.indexOf(at);
    expect(pickSaver(parseComp(text), offset, 'Main')?.name).toBe(expected);
  });
});
