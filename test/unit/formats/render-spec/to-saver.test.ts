import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { isRefusal, specOfSaver } from '../../../../server/formats/render-spec/from-saver.ts';
import { parseRenderSpec } from '../../../../server/formats/render-spec/parse-render-spec.ts';
import { pickSaver } from '../../../../server/formats/render-spec/pick-saver.ts';
import { applySpec, nameFor } from '../../../../server/formats/render-spec/to-saver.ts';
import { newRenderSpec } from '../../../../server/formats/render-spec/write-output.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';

/** The text after a spec was applied to its one Saver; it must be sound, and a second time must change nothing. */
function applied(text: string, spec: string): string {
  const after = appliedOnce(text, spec);
  expect(parseComp(after).errors).toEqual([]);
  expect(appliedOnce(after, spec)).toBe(after);
  return after;
}

function appliedOnce(text: string, spec: string): string {
  const comp = parseComp(text);
  const tool = pickSaver(comp);
  const output = parseRenderSpec(`fusion:\n  final: ${spec}`).spec?.final;
  if (tool === undefined || output === undefined) throw new Error('There is no Saver, or no output.');
  return applyEdits(text, applySpec(comp, tool, output));
}

const comp = (inputs: string, head = '') => `Composition { ${head}Tools = { S = Saver { Inputs = { ${inputs} } } } }`;
const clip = (file: string, format?: string) =>
  `Clip = Input { Value = Clip { Filename = "${file}"${format === undefined ? '' : `, FormatID = "${format}"`} } }`;
const format = (id: string) => `OutputFormat = Input { Value = FuID { "${id}" } }`;
const option = (name: string, value: string) => `["${name}"] = Input { ${value} }`;
const EXR = '{ format: OpenEXRFormat, image_sequence: true }';
const exr = (properties: string) => `{ format: OpenEXRFormat, image_sequence: true, properties: { ${properties} } }`;
const NEW_EXR = 'OutputFormat = Input { Value = FuID { "OpenEXRFormat" }, }';

test.each([
  [
    'another format, everywhere',
    comp(`${clip('Comp:/a.0000.png', 'PNGFormat')}, ${format('PNGFormat')}`),
    EXR,
    comp(`${clip('Comp:/a.0000.exr', 'OpenEXRFormat')}, ${format('OpenEXRFormat')}`),
  ],
  [
    'the list of what is written follows',
    comp(
      `${clip('Comp:/a.mov', 'QuickTimeMovies')}, ${format('QuickTimeMovies')}`,
      'OutputClips = { "Comp:/a.mov" }, ',
    ),
    EXR,
    comp(
      `${clip('Comp:/a.0000.exr', 'OpenEXRFormat')}, ${format('OpenEXRFormat')}`,
      'OutputClips = { "Comp:/a.0000.exr" }, ',
    ),
  ],
  [
    'a movie',
    comp(`${clip('Comp:/a.0000.exr', 'OpenEXRFormat')}, ${format('OpenEXRFormat')}`),
    '{ format: QuickTimeMovies, properties: { QuickTimeMovies.Compression: Apple ProRes 422_apcn } }',
    comp(
      `${clip('Comp:/a.mov', 'QuickTimeMovies')}, ${format('QuickTimeMovies')}, ${option('QuickTimeMovies.Compression', 'Value = FuID { "Apple ProRes 422_apcn" },')}`,
    ),
  ],
  [
    'nothing that is there yet',
    'Composition { Tools = { S = Saver { } } }',
    exr('OpenEXRFormat.Depth: 1'),
    `Composition { Tools = { S = Saver { Inputs = { ${NEW_EXR}, ${option('OpenEXRFormat.Depth', 'Value = 1,')}, }, } } }`,
  ],
  [
    'the format of the clip where it was missing',
    comp(`${clip('a.0000.exr')}, ${format('OpenEXRFormat')}`),
    EXR,
    comp(`${clip('a.0000.exr', 'OpenEXRFormat')}, ${format('OpenEXRFormat')}`),
  ],
  [
    'values in their places',
    comp(
      `${format('OpenEXRFormat')}, ${option('OpenEXRFormat.A', 'Value = 3')}, ${option('OpenEXRFormat.B', 'Value = FuID { "x" }')}, ${option('OpenEXRFormat.C', 'Value = "x"')}, ${option('OpenEXRFormat.D', 'Value = true')}, ${option('OpenEXRFormat.E', 'Value = Number { Value = 2 }')}`,
    ),
    exr('OpenEXRFormat.A: true, OpenEXRFormat.B: y, OpenEXRFormat.C: y, OpenEXRFormat.D: 0, OpenEXRFormat.E: 3'),
    comp(
      `${format('OpenEXRFormat')}, ${option('OpenEXRFormat.A', 'Value = 1')}, ${option('OpenEXRFormat.B', 'Value = FuID { "y" }')}, ${option('OpenEXRFormat.C', 'Value = "y"')}, ${option('OpenEXRFormat.D', 'Value = false')}, ${option('OpenEXRFormat.E', 'Value = Number { Value = 3 }')}`,
    ),
  ],
  [
    'values of other kinds',
    comp(
      `${format('OpenEXRFormat')}, ${option('OpenEXRFormat.A', 'Value = 3')}, ${option('OpenEXRFormat.B', 'Value = FuID { "x" }')}, ${option('OpenEXRFormat.C', 'Value = { 1, 2 }')}`,
    ),
    exr('OpenEXRFormat.A: y, OpenEXRFormat.B: 2, OpenEXRFormat.C: 2'),
    comp(
      `${format('OpenEXRFormat')}, ${option('OpenEXRFormat.A', 'Value = FuID { "y" }')}, ${option('OpenEXRFormat.B', 'Value = 2')}, ${option('OpenEXRFormat.C', 'Value = 2')}`,
    ),
  ],
  [
    'inputs that were driven',
    comp(
      `${format('OpenEXRFormat')}, ${option('OpenEXRFormat.A', 'SourceOp = "Ctl", Source = "Value"')}, ${option('OpenEXRFormat.B', 'Expression = "time", Value = 1')}`,
    ),
    exr('OpenEXRFormat.A: 1, OpenEXRFormat.B: 1'),
    comp(
      `${format('OpenEXRFormat')}, ${option('OpenEXRFormat.A', 'Value = 1,')}, ${option('OpenEXRFormat.B', 'Value = 1,')}`,
    ),
  ],
  [
    'options of another format stay',
    comp(`${format('JpegFormat')}, ${option('JpegFormat.Quality', 'Value = 80')}`),
    EXR,
    comp(`${format('OpenEXRFormat')}, ${option('JpegFormat.Quality', 'Value = 80')}`),
  ],
  [
    'numbers of the comp',
    comp(
      `${format('OpenEXRFormat')}, SetSequenceStart = Input { Value = 1 }, SequenceStartFrame = Input { Value = 5 }`,
    ),
    '{ format: OpenEXRFormat, source_numbering: false }',
    comp(
      `${format('OpenEXRFormat')}, SetSequenceStart = Input { Value = 0 }, SequenceStartFrame = Input { Value = 5 }`,
    ),
  ],
  [
    'numbers of the plate, which only the shot knows',
    comp(format('OpenEXRFormat')),
    '{ format: OpenEXRFormat, source_numbering: true }',
    comp(format('OpenEXRFormat')),
  ],
  [
    'digits enough for the frames of the comp',
    comp(clip('a.mov', 'QuickTimeMovies'), 'GlobalRange = { 0, 100000 }, '),
    EXR,
    comp(`${clip('a.000000.exr', 'OpenEXRFormat')}, ${NEW_EXR}`, 'GlobalRange = { 0, 100000 }, '),
  ],
])('%s', (_name, text, spec, expected) => {
  expect(applied(text, spec)).toBe(expected);
});

test('new inputs stand in the style of the file', () => {
  const text = (options: string) =>
    `Composition {\r\n\tTools = ordered() {\r\n\t\tS = Saver {\r\n\t\t\tInputs = {\r\n\t\t\t\t${format('OpenEXRFormat')},\r\n${options}\t\t\t\tInput = Input { SourceOp = "🎬", Source = "Output", }\r\n\t\t\t},\r\n\t\t}\r\n\t}\r\n}\r\n`;
  expect(applied(text(''), exr('OpenEXRFormat.Depth: 1, OpenEXRFormat.Compression: 8'))).toBe(
    text(
      '\t\t\t\t["OpenEXRFormat.Depth"] = Input { Value = 1, },\r\n\t\t\t\t["OpenEXRFormat.Compression"] = Input { Value = 8, },\r\n',
    ),
  );
});

describe('names of files', () => {
  test.each([
    ['a.exr', 'OpenEXRFormat', true, 'a.0000.exr'],
    ['a_v001.mov', 'OpenEXRFormat', true, 'a_v001.0000.exr'],
    ['a_v001.exr', 'OpenEXRFormat', true, 'a_v001.0000.exr'],
    ['a_010.mov', 'OpenEXRFormat', true, 'a_010.0000.exr'],
    ['a_0000.jpeg', 'JpegFormat', true, 'a_0000.jpeg'],
    ['a0000.exr', 'DPXFormat', true, 'a0000.dpx'],
    ['Comp:a.0000.exr', 'QuickTimeMovies', false, 'Comp:a.mov'],
    ['a.0000.exr', 'PNGFormat', false, 'a.0000.png'],
    ['a.mp4', 'QuickTimeMovies', false, 'a.mp4'],
    ['Comp:/v1.00.b/a', 'OpenEXRFormat', true, 'Comp:/v1.00.b/a.0000.exr'],
    ['a.final', 'OpenEXRFormat', true, 'a.final.0000.exr'],
    ['P:\\out\\0000.exr', 'QuickTimeMovies', false, 'P:\\out\\0000.mov'],
    ['Comp:/out/', 'OpenEXRFormat', true, 'Comp:/out/'],
    ['Comp:/.exr', 'OpenEXRFormat', true, 'Comp:/.exr'],
    ['a.0000.exr', 'OddFormat', true, 'a.0000.exr'],
    ['a', 'OddFormat', true, 'a.0000'],
  ])('%s as %s, a sequence: %s', (name, id, isSequence, expected) => {
    expect(nameFor(name, id, isSequence, 4)).toBe(expected);
  });
});

test('what is read from a Saver changes nothing in it', () => {
  const value = fc.constantFrom(
    '1',
    '0x3a',
    '"a\\"b"',
    'FuID { "x" }',
    'true',
    '-1e-07',
    '{ 1, 2 }',
    'Number { Value = 2 }',
  );
  const inputs = fc.array(fc.tuple(fc.constantFrom('OpenEXRFormat.A', 'OpenEXRFormat.B', 'JpegFormat.Q'), value));
  fc.assert(
    fc.property(inputs, fc.constantFrom('OpenEXRFormat', 'JpegFormat', 'QuickTimeMovies'), (options, id) => {
      const text = comp([format(id), ...options.map(([name, node]) => option(name, `Value = ${node}`))].join(', '));
      const parsed = parseComp(text);
      const [tool] = parsed.tools;
      const spec = tool && specOfSaver(tool);
      if (tool === undefined || spec === undefined || isRefusal(spec)) throw new Error('There is no spec.');
      const output = parseRenderSpec(newRenderSpec(spec, 'final')).spec?.final;
      expect(output && applySpec(parsed, tool, output)).toEqual([]);
    }),
  );
});
