import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { CompFiles } from '../../../../../server/language/fusion-comp/comp-files.ts';
import { fileToOpen } from '../../../../../server/language/fusion-comp/links/file-to-open.ts';
import { linksOf } from '../../../../../server/language/fusion-comp/links/links-of.ts';
import { readMarks, writeMarks } from '../../../formats/marked-text.ts';
import { fakePlace } from '../fake-place.ts';

const IN = '/show/sh010/comp';

test.each([
  [
    'of a Loader',
    'L = Loader { Clips = { Clip { Filename = "«Comp:/plates/x.0001.exr»" } } }',
    [`${IN}/plates/x.0001.exr`],
  ],
  [
    'of a Saver',
    'S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "«..\\\\out\\\\x.exr»" } } } }',
    ['/show/sh010/out/x.exr'],
  ],
  ['of a LUT', 'F = FileLUT { Inputs = { LUTFile = Input { Value = "«/luts/a.cube»" } } }', ['/luts/a.cube']],
  ['of a script', 'S = Blur { Inputs = { StartRenderScript = Input { Value = "«Comp:a.lua»" } } }', [`${IN}/a.lua`]],
  ['none of a script’s text', 'S = Blur { Inputs = { StartRenderScript = Input { Value = "print(comp.x)" } } }', []],
  ['none of another input', 'S = TextPlus { Inputs = { StyledText = Input { Value = "www.example.com" } } }', []],
  ['none of Resolve’s media', 'MediaIn1 = Loader { Clips = { Clip { Filename = "/x.mov" } } }', []],
  ['none of a map that is not known', 'L = Loader { Clips = { Clip { Filename = "Temp:/x.exr" } } }', []],
  ['none of another platform', 'L = Loader { Clips = { Clip { Filename = "P:\\\\x.exr" } } }', []],
])('%s', (_name, marked, paths) => {
  const { text } = readMarks(`Composition { Tools = { ${marked} } }`);
  const links = [...linksOf(parseComp(text), new CompFiles(), fakePlace())].filter((link) => link !== undefined);
  expect(
    writeMarks(
      text,
      links.map(({ range }) => range),
    ),
  ).toBe(`Composition { Tools = { ${marked} } }`);
  expect(links.map(({ path }) => path)).toEqual(paths);
});

test('of the head: sound, what is rendered, and maps of the comp', () => {
  const { text, ranges } = readMarks(
    'Composition { AudioFilename = "«a.wav»", OutputClips = { "«Renders:/r.exr»" }, Prefs = { Comp = { Paths = { Map = { ["Renders:"] = "/r" } } } }, Tools = { } }',
  );
  const links = [...linksOf(parseComp(text), new CompFiles(), fakePlace())].filter((link) => link !== undefined);
  expect(links).toEqual([
    { range: ranges[0], path: `${IN}/a.wav` },
    { range: ranges[1], path: '/r/r.exr' },
  ]);
});

describe('what a link opens', () => {
  const SEQUENCE = { kind: 'sequence', frames: [{ first: 5, last: 9 }] } as const;
  test.each([
    ['/a/x.exr', { kind: 'file', frames: [] } as const, '/a/x.exr'],
    ['/a/x.exr', { kind: 'missing', frames: [] } as const, undefined],
    ['/a/x.exr', { kind: 'unknown', frames: [] } as const, '/a/x.exr'],
    ['/a/x.0007.exr', SEQUENCE, '/a/x.0007.exr'],
    ['/a/x.0001.exr', SEQUENCE, '/a/x.0005.exr'],
    ['/a/x.exr', SEQUENCE, '/a/x0005.exr'],
  ])('%s, %o: %s', (path, media, expected) => {
    expect(fileToOpen(path, { path, ...media })).toBe(expected);
  });
});
