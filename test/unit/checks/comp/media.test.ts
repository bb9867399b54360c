import { describe, expect, test } from 'vitest';
import type { SeverityOverrides } from '../../../../server/checks/check.ts';
import { checkComp } from '../../../../server/checks/check-comp.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';
import { type CheckCase, expectCase, FLOW, found, PIECE, PLATE } from '../check-case.ts';

const SAVER = (file: string, format: string, clipFormat: string, more = '') =>
  `S = Saver { ${more} Inputs = { Clip = Input { Value = Clip { Filename = "${file}", FormatID = "${clipFormat}" } }, CreateDir = Input { Value = 1 }, OutputFormat = Input { Value = FuID { "${format}" } }, Input = Input { SourceOp = "Plate", Source = "Output" } } }, ${PLATE}`;
const LOADER = (file: string, format: string, inputs = '') =>
  `L = Loader { Clips = { Clip { ID = "Clip1", Filename = "${file}", FormatID = "${format}" } }, Inputs = {${inputs}} }`;

const CASES: readonly CheckCase[] = [
  {
    name: 'a Saver that writes one format under the extension of another',
    finds: 'saver-format error',
    marked: FLOW(SAVER('Comp:a.0000«.JPG»', 'OpenEXRFormat', 'OpenEXRFormat')),
    message: /^The Saver S writes OpenEXRFormat under the extension "\.JPG"\.$/,
    repairs: [
      FLOW(SAVER('Comp:a.0000.exr', 'OpenEXRFormat', 'OpenEXRFormat')),
      FLOW(SAVER('Comp:a.0000.JPG', 'JpegFormat', 'JpegFormat')),
    ],
  },
  {
    name: 'a Saver whose clip is of another format',
    finds: 'saver-format error',
    marked: FLOW(SAVER('Comp:a.0000.exr', 'OpenEXRFormat', '«JpegFormat»')),
    message: /^FormatID is JpegFormat, but the Saver S writes OpenEXRFormat\.$/,
    repairs: [FLOW(SAVER('Comp:a.0000.exr', 'OpenEXRFormat', 'OpenEXRFormat'))],
  },
  {
    name: 'the same in a setting',
    finds: 'saver-format information',
    marked: PIECE(SAVER('Comp:a.0000«.mov»', 'PNGFormat', 'PNGFormat')),
  },
  {
    name: 'the same where it is passed through',
    finds: 'saver-format information',
    marked: FLOW(SAVER('Comp:a«.exr»', 'QuickTimeMovies', 'QuickTimeMovies', 'PassThrough = true,')),
  },
  {
    name: 'a Loader that reads one format as another',
    finds: 'loader-format error',
    marked: FLOW(LOADER('Comp:a.0001.exr', '«JpegFormat»')),
    message: /^L reads "\.exr" as JpegFormat\.$/,
    repairs: [FLOW(LOADER('Comp:a.0001.exr', 'OpenEXRFormat'))],
  },
  {
    name: 'a path copied from Windows',
    finds: 'path-escape error',
    marked: FLOW(LOADER('«Comp:plates\\\\a\\new\\b.0001.exr»', 'OpenEXRFormat')),
    message: /^The path of L loses its backslashes: in a comp each is written "\\\\"\.$/,
    repairs: [FLOW(LOADER('Comp:plates\\\\a\\\\new\\\\b.0001.exr', 'OpenEXRFormat'))],
  },
  {
    name: 'options of another format',
    finds: 'stale-format-options hint',
    marked: FLOW(
      LOADER(
        'Comp:a.0001.jpg',
        'JpegFormat',
        ' «["Clip1.OpenEXRFormat.RedName"] = Input { Value = FuID { "R" } }», ["Clip1.JpegFormat.X"] = Input { Value = 1 }, ',
      ),
    ),
    message: /^Clip1\.OpenEXRFormat\.RedName has no effect: the format of Clip1 is JpegFormat\.$/,
    repairs: [FLOW(LOADER('Comp:a.0001.jpg', 'JpegFormat', ' ["Clip1.JpegFormat.X"] = Input { Value = 1 }, '))],
  },
  ...[
    'C:\\\\plates\\\\a.0001.exr',
    '\\\\\\\\nas\\\\show\\\\a.0001.exr',
    '/Users/jo/a.0001.exr',
    '/home/jo/a.0001.exr',
    '/Volumes/show/a.0001.exr',
  ].map(
    (file): CheckCase => ({
      name: `a path of one machine: ${file}`,
      finds: 'machine-path information',
      marked: FLOW(LOADER(`«${file}»`, 'OpenEXRFormat')),
      message: /^L reads from .*, which other machines may not have\.$/,
    }),
  ),
  {
    name: 'the same in a Saver',
    finds: 'machine-path information',
    marked: FLOW(SAVER('«d:/out/a.0000.exr»', 'OpenEXRFormat', 'OpenEXRFormat')),
    message: /^S writes to a drive,/,
  },
];

describe('what the checks of media find', () => {
  test.each(CASES)('$name', expectCase);
});

test('options without effect are marked as such', () => {
  const { findings } = found(
    FLOW(LOADER('Comp:a.jpg', 'JpegFormat', '["Clip1.PNGFormat.PostMultiply"] = Input { Value = 1 }')),
    'stale-format-options',
  );
  expect(findings.map(({ tag }) => tag)).toEqual(['unused']);
});

describe('what is no fault', () => {
  test.each([
    ['saver-format', 'a second extension of a format', FLOW(SAVER('Comp:a.0000.tiff', 'TiffFormat', 'TiffFormat'))],
    ['saver-format', 'an extension that nobody knows', FLOW(SAVER('Comp:a.0000.xyz', 'TiffFormat', 'TiffFormat'))],
    ['saver-format', 'a format that nobody knows', FLOW(SAVER('Comp:a.0000.exr', 'NewFormat', 'NewFormat'))],
    ['saver-format', 'a movie in another box', FLOW(SAVER('Comp:a.avi', 'QuickTimeMovies', 'QuickTimeMovies'))],
    ['saver-format', 'a name without extension', FLOW(SAVER('Comp:a', 'PNGFormat', 'PNGFormat'))],
    [
      'saver-format',
      "Resolve's MediaOut",
      FLOW(SAVER('a.jpg', 'PNGFormat', 'PNGFormat').replace('S =', 'MediaOut1 =')),
    ],
    ['loader-format', 'letter case', FLOW(LOADER('Comp:A.0001.JPEG', 'JpegFormat'))],
    ['loader-format', 'no format', FLOW(LOADER('Comp:a.jpg', ''))],
    [
      'stale-format-options',
      'options of a clip that is not there',
      FLOW(LOADER('Comp:a.jpg', 'JpegFormat', '["Clip2.PNGFormat.X"] = Input { Value = 1 }')),
    ],
    [
      'stale-format-options',
      'inputs that only look like options',
      FLOW(LOADER('Comp:a.jpg', 'JpegFormat', '["Gamut.SLogVersion"] = Input { Value = 1 }')),
    ],
    ['path-escape', 'a slash that is escaped', FLOW(LOADER('Comp:a\\/b.0001.exr', 'OpenEXRFormat'))],
    ['machine-path', 'a path map', FLOW(LOADER('Comp:/a.0001.exr', 'OpenEXRFormat'))],
    ['machine-path', 'a path map with a drive-like name', FLOW(LOADER('Macros:\\\\a.0001.exr', 'OpenEXRFormat'))],
    ['machine-path', 'a mount of the studio', FLOW(LOADER('/mnt/show/a.0001.exr', 'OpenEXRFormat'))],
    ['machine-path', 'a file beside the comp', FLOW(LOADER('a.0001.exr', 'OpenEXRFormat'))],
  ])('%s: %s', (code, _name, text) => {
    expect(found(text, code).findings).toEqual([]);
  });
});

describe('checks that a project has to ask for', () => {
  const HEAD = 'Composition { Prefs = { Comp = {';
  const cases: [code: string, name: string, marked: string, repaired: string | undefined][] = [
    [
      'last-file',
      'a path of one machine',
      `${HEAD} LastFile = "«C:\\\\jo\\\\a.comp»", FrameFormat = { } } } }`,
      `${HEAD} FrameFormat = { } } } }`,
    ],
    ['last-file', 'a path map', `${HEAD} LastFile = "Comp:a.comp" } } }`, undefined],
    [
      'background-depth',
      'a Background of 16 bits',
      FLOW('B = Background { Inputs = { Depth = Input { Value = «2» } } }'),
      FLOW('B = Background { Inputs = { Depth = Input { Value = 4 } } }'),
    ],
    [
      'background-depth',
      'one that does not say',
      FLOW('«B» = Background { Inputs = { Width = Input { Value = 2 }, } }'),
      FLOW('B = Background { Inputs = { Width = Input { Value = 2 }, Depth = Input { Value = 4, }, } }'),
    ],
    [
      'background-depth',
      'one of 32 bits',
      FLOW('B = Background { Inputs = { Depth = Input { Value = 4 } } }'),
      undefined,
    ],
    [
      'background-depth',
      'the one of two that feeds a Saver, near or far',
      FLOW(
        'A = Background { Inputs = { Depth = Input { Value = 1 } } }, B = Background { Inputs = { Depth = Input { Value = «1» } } }, C = Blur { Inputs = { Input = Input { SourceOp = "B", Source = "Output" } } }, S = Saver { Inputs = { Input = Input { SourceOp = "C", Source = "Output" } } }',
      ),
      FLOW(
        'A = Background { Inputs = { Depth = Input { Value = 1 } } }, B = Background { Inputs = { Depth = Input { Value = 4 } } }, C = Blur { Inputs = { Input = Input { SourceOp = "B", Source = "Output" } } }, S = Saver { Inputs = { Input = Input { SourceOp = "C", Source = "Output" } } }',
      ),
    ],
    [
      'background-depth',
      'one whose depth is animated',
      FLOW('B = Background { Inputs = { Depth = Input { Expression = "1" } } }'),
      undefined,
    ],
    ['no-saver', 'a composition without Savers', '«Composition» { Tools = { A = Blur { } } }', undefined],
    ['no-saver', 'a setting without Savers', PIECE('A = Blur { }'), undefined],
    ['no-saver', "Resolve's MediaOut", FLOW('MediaOut1 = Saver { }'), undefined],
    ['no-saver', 'a file that breaks off', 'Composition { Tools = { A = Blur {', undefined],
  ];
  test.each(cases)('%s: %s', (code, _name, marked, repaired) => {
    const { text } = readMarks(marked);
    const of = (overrides: SeverityOverrides) =>
      checkComp(parseComp(text), overrides).filter((finding) => finding.code === code);
    expect(of({})).toEqual([]);
    const findings = of({ [code]: 'warning' });
    expect(
      writeMarks(
        text,
        findings.map(({ range }) => range),
      ),
    ).toBe(marked);
    for (const { severity } of findings) expect(severity).toBe('warning');
    const [fix] = findings.flatMap(({ fixes = [] }) => fixes);
    expect(fix && applyEdits(text, fix.edits)).toBe(repaired);
  });
});
