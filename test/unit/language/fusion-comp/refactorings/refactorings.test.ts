import { describe, expect, test } from 'vitest';
import { checkInPlace } from '../../../../../server/checks/check-project.ts';
import { projectFacts } from '../../../../../server/checks/project-facts.ts';
import { applyEdits } from '../../../../../server/formats/comp/edits.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { parseConfig } from '../../../../../server/formats/config/parse-config.ts';
import { parseRenderSpec } from '../../../../../server/formats/render-spec/parse-render-spec.ts';
import { CompFiles } from '../../../../../server/language/fusion-comp/comp-files.ts';
import {
  editsOfRefactoring,
  refactoringsAt,
} from '../../../../../server/language/fusion-comp/refactorings/refactor.ts';
import type { Scene } from '../../../../../server/language/fusion-comp/refactorings/refactoring.ts';
import type { CompPlace } from '../../../../../server/project/comp-place.ts';
import { stepOfFile } from '../../../../../server/project/layout.ts';
import { Roots } from '../../../../../server/project/roots.ts';
import { readMarks } from '../../../formats/marked-text.ts';
import { fakePlace } from '../fake-place.ts';

/** The scene of a text whose selection stands between `«` and `»`. */
function sceneOf(marked: string, place: CompPlace | undefined = fakePlace(), isInvoked = true): Scene {
  const { text, ranges } = readMarks(marked);
  const [selection = { start: 0, end: 0 }] = ranges;
  return { comp: parseComp(text), files: new CompFiles(), selection, isInvoked, place };
}

function titles(scene: Scene): string[] {
  return refactoringsAt(scene).map(({ title, disabled }) =>
    disabled === undefined ? title : `(${title}) ${disabled}`,
  );
}

/** The text after a refactoring, which must be sound. */
function refactored(id: string, marked: string, place?: CompPlace): string {
  const scene = sceneOf(marked, place);
  const offer = refactoringsAt(scene).find((candidate) => candidate.id === id);
  expect(offer).toBeDefined();
  expect(offer?.disabled).toBeUndefined();
  const edits = [...editsOfRefactoring(id, scene)].filter((edit) => edit !== undefined);
  const result = applyEdits(scene.comp.text, edits);
  expect(parseComp(result).errors).toEqual([]);
  return result;
}

const LOADER = (file: string) => `L = Loader { Clips = { Clip { ID = "Clip1", Filename = "${file}" } } }`;
const SAVER = (name: string, file: string, states = '') =>
  `${name} = Saver { ${states}Inputs = { Clip = Input { Value = Clip { Filename = "${file}" } } } }`;
const MAPS =
  'Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "/show/plates", ["Two:"] = "/a;/b", ["Win:"] = "P:\\\\plates\\\\" } } } }';

describe('what is offered', () => {
  test.each([
    ['at a tool', 'Composition { Tools = { «»A = Blur { } } }', ['Pass through A', 'Lock A']],
    [
      'at a tool that is off and locked',
      'Composition { Tools = { «»A = Blur { PassThrough = true, Locked = true } } }',
      ['Switch on A', 'Unlock A'],
    ],
    [
      'at several tools, some of which are off',
      'Composition { Tools = { «A = Blur { PassThrough = true }, B = Blur { }, C» = Blur { } } }',
      ['Pass through 3 tools', 'Lock 3 tools'],
    ],
    ['in a tool', 'Composition { Tools = { A = Blur { X = «»1 } } }', ['Pass through A', 'Lock A']],
    ['at a note', 'Composition { Tools = { «»A = Note { } } }', ['Lock A']],
    [
      'at tools and the frame behind them',
      'Composition { Tools = { «A = Blur { }, U = Underlay { }, B» = Blur { } } }',
      ['Pass through 2 tools', 'Lock 3 tools'],
    ],
    ['outside of all tools', 'Composition { «»X = 1, Tools = { A = Blur { } } }', []],
    [
      'at a Saver beside those of the pipeline',
      `Composition { Tools = { «»${SAVER('S', 'Comp:/a.exr')}, ${SAVER('_FINAL', 'Comp:/b.exr')}, ${SAVER('_PREVIEW', 'Comp:/c.exr')} } }`,
      ['Pass through S', 'Lock S', "Lock the pipeline's Savers: _FINAL, _PREVIEW", 'Create a render spec from S…'],
    ],
    [
      'at a Loader',
      `Composition { Tools = { «»${LOADER('Comp:/a.exr')} } }`,
      ['Update all Loaders to the newest published version', 'Pass through L', 'Lock L'],
    ],
    [
      'at a path with a map',
      `Composition { Tools = { ${SAVER('S', 'Comp:/«»a.exr')} } }`,
      ['Write the path absolutely', 'Relink this folder…', 'Pass through S', 'Lock S', 'Create a render spec from S…'],
    ],
    [
      'at an absolute path below the comp',
      `Composition { Tools = { ${SAVER('S', '/show/sh010/comp/«»a.exr')} } }`,
      [
        'Write the path as Comp:/a.exr',
        'Write all absolute paths with path maps',
        'Relink this folder…',
        'Pass through S',
        'Lock S',
        'Create a render spec from S…',
      ],
    ],
    [
      'at a path that no map fits',
      `Composition { Tools = { ${SAVER('S', '/other/«»a.exr')} } }`,
      [
        '(Write the path with a path map) No path map of this comp stands for a folder above.',
        'Write all absolute paths with path maps',
        'Relink this folder…',
        'Pass through S',
        'Lock S',
        'Create a render spec from S…',
      ],
    ],
    [
      'at a map that nobody here knows',
      `Composition { Tools = { ${SAVER('S', 'Temp:/«»a.exr')} } }`,
      [
        "(Write the path absolutely) Only Fusion's preferences say what Temp: stands for.",
        'Pass through S',
        'Lock S',
        'Create a render spec from S…',
      ],
    ],
  ])('%s', (_name, marked, expected) => {
    expect(titles(sceneOf(marked))).toEqual(expected);
  });

  test('nothing in a tool when nobody has asked', () => {
    expect(titles(sceneOf('Composition { Tools = { A = Blur { X = «»1 } } }', undefined, false))).toEqual([]);
  });

  test('without a place, nothing that needs the disk', () => {
    const scene = sceneOf(`Composition { Tools = { L = Loader { Clips = { Clip { Filename = "Comp:/«»a.exr" } } } } }`);
    expect(titles({ ...scene, place: undefined })).toEqual([
      '(Write the path absolutely) This comp is no file on this disk.',
      'Pass through L',
      'Lock L',
    ]);
  });
});

describe('states of tools, and their counters', () => {
  test.each([
    [
      'disable-tools',
      'Composition { DisabledTools = 1, Tools = { «A = Blur { PassThrough = true }, B = Blur { }, C» = Blur { X = 1 } } }',
      'Composition { DisabledTools = 3, Tools = { A = Blur { PassThrough = true }, B = Blur { PassThrough = true, }, C = Blur { PassThrough = true, X = 1 } } }',
    ],
    [
      'disable-tools',
      'Composition { DisabledTools = 2, Tools = { «A = Blur { PassThrough = true }, B» = Blur { PassThrough = true } } }',
      'Composition { DisabledTools = 0, Tools = { A = Blur { PassThrough = false }, B = Blur { PassThrough = false } } }',
    ],
    [
      'lock-tools',
      'Composition { LockedTools = 0, Tools = { «»A = Blur { PassThrough = true, X = 1 } } }',
      'Composition { LockedTools = 1, Tools = { A = Blur { PassThrough = true, Locked = true, X = 1 } } }',
    ],
    [
      'lock-tools',
      'Composition { LockedTools = 5, Tools = { «»A = Blur { Locked = true } } }',
      'Composition { LockedTools = 5, Tools = { A = Blur { Locked = false } } }',
    ],
    [
      'lock-pipeline-savers',
      `Composition { LockedTools = 1, Tools = { «»_FINAL = Saver { }, B = Saver { }, _PREVIEW = Saver { Locked = true } } }`,
      `Composition { LockedTools = 2, Tools = { _FINAL = Saver { Locked = true, }, B = Saver { }, _PREVIEW = Saver { Locked = true } } }`,
    ],
  ])('%s: %s', (id, marked, after) => {
    expect(refactored(id, marked)).toBe(after);
  });
});

describe('paths', () => {
  const comp = (tools: string, head = '') => `Composition { ${head}Tools = { ${tools} }, ${MAPS} }`;
  test.each([
    ['to-path-map', comp(LOADER('/show/plates/a/«»x.0001.exr')), comp(LOADER('Plates:/a/x.0001.exr'))],
    ['to-path-map', comp(LOADER('p:/plates\\\\a«»\\\\x.exr')), comp(LOADER('Win:\\\\a\\\\x.exr'))],
    ['to-absolute-path', comp(LOADER('plates:x«».exr')), comp(LOADER('/show/plates/x.exr'))],
    ['to-absolute-path', comp(LOADER('../plates/x«».exr')), comp(LOADER('/show/sh010/plates/x.exr'))],
    [
      'all-to-path-maps',
      comp(`${LOADER('/show/plates/«»x.exr')}, ${SAVER('S', '/show/sh010/comp/r.exr')}, ${SAVER('T', '/other/r.exr')}`),
      comp(`${LOADER('Plates:/x.exr')}, ${SAVER('S', 'Comp:/r.exr')}, ${SAVER('T', '/other/r.exr')}`),
    ],
    [
      'to-absolute-path',
      comp(SAVER('S', 'Comp:«»/r.exr'), 'OutputClips = { "Comp:/r.exr", "Comp:/q.exr" }, '),
      comp(SAVER('S', '/show/sh010/comp/r.exr'), 'OutputClips = { "/show/sh010/comp/r.exr", "Comp:/q.exr" }, '),
    ],
    [
      'to-absolute-path',
      comp(`${SAVER('S', 'Comp:«»/r.exr')}, ${SAVER('T', 'Comp:/r.exr')}`, 'OutputClips = { "Comp:/r.exr" }, '),
      comp(
        `${SAVER('S', '/show/sh010/comp/r.exr')}, ${SAVER('T', 'Comp:/r.exr')}`,
        'OutputClips = { "Comp:/r.exr", "/show/sh010/comp/r.exr" }, ',
      ),
    ],
    [
      'to-path-map',
      comp('F = FileLUT { Inputs = { LUTFile = Input { Value = "/show/plates/«»a.cube" } } }'),
      comp('F = FileLUT { Inputs = { LUTFile = Input { Value = "Plates:/a.cube" } } }'),
    ],
  ])('%s: %s', (id, marked, after) => {
    expect(refactored(id, marked)).toBe(after);
  });
});

describe('a Saver and the render spec of its step', () => {
  const spec = parseRenderSpec(`fusion:
  final: { format: PngFormat, image_sequence: true, properties: { PNGFormat.SaveAlpha: true } }
  preview: { format: QuickTimeMovies, properties: { QuickTimeMovies.Compression: Apple ProRes 422_apcn } }
`).spec;
  const config = parseConfig('version: 1\nproject: { id: DEMO }\nsteps: { COMP: { saver: Main } }\n').config;
  const folder = '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
  const step = stepOfFile('/show', `${folder}/DEMO_S_SH010_COMP.comp`);
  const project = { root: '/show', config, step, renderSpec: spec };
  const place = fakePlace({ project });
  const comp = (saver: string) => `Composition { Tools = { ${saver} } }`;
  const savers = ['_FINAL', '_PREVIEW', 'Main'].map((name) =>
    comp(
      `«»${name} = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "Comp:/a.0000.jpg", FormatID = "JpegFormat" } } } }`,
    ),
  );

  test.each([
    [savers[0], ['Set _FINAL as the render spec says of the final']],
    [savers[1], ['Set _PREVIEW as the render spec says of the preview']],
    [savers[2], ['Set Main as the render spec says of the final']],
    [
      comp(`«»${SAVER('S', 'Comp:/a.0000.exr')}`),
      ['Set S as the render spec says of the final', 'Set S as the render spec says of the preview'],
    ],
    [
      comp(
        '«»S = Saver { Inputs = { OutputFormat = Input { Value = FuID { "PNGFormat" } }, ["PNGFormat.SaveAlpha"] = Input { Value = 1 } } }',
      ),
      [
        '(Set S as the render spec says of the final) It is set so already.',
        'Set S as the render spec says of the preview',
      ],
    ],
    [comp('«A = Saver { }, B» = Saver { }'), []],
    [comp('«»A = Blur { }'), []],
  ])('%s', (marked = '', expected) => {
    expect(titles(sceneOf(marked, place)).filter((title) => title.includes('as the render spec'))).toEqual(expected);
  });

  test.each([
    ['apply-final-spec', savers[2]],
    ['apply-preview-spec', savers[1]],
  ])('after %s the check finds nothing: %s', async (id, marked = '') => {
    const codes = async (text: string) => {
      const facts = projectFacts(parseComp(text));
      if (facts === undefined) throw new Error('There are no facts.');
      return (await checkInPlace(facts, place)).map(({ code }) => code);
    };
    const { text } = readMarks(marked);
    expect(await codes(text)).toContain('saver-render-spec');
    expect(await codes(refactored(id, marked, place))).not.toContain('saver-render-spec');
  });

  test('nothing where the step has no spec', () => {
    const bare = fakePlace({ project: { ...project, renderSpec: undefined } });
    expect(titles(sceneOf(savers[0] ?? '', bare)).join()).not.toContain('as the render spec');
  });
});

test('commands name the folder at the cursor', () => {
  const scene = sceneOf(`Composition { Tools = { ${SAVER('S', 'Comp:/out/«»a.exr')} } }`);
  expect(refactoringsAt(scene).find(({ id }) => id === 'relink-folder')?.command).toEqual({
    id: 'compline.relinkFolder',
    arguments: ['/show/sh010/comp/out'],
    ofExtension: true,
  });
});

describe('roots of the project', () => {
  const roots = new Roots(
    {
      plates: { windows: 'P:\\', linux: '/mnt/plates', macos: '/Volumes/plates', map: 'Plates:' },
      cache: { linux: '/cache', windows: '\\\\nas\\cache' },
      other: { linux: '/other', map: 'Two:' },
    },
    'linux',
  );
  const place = fakePlace({ roots });
  const comp = (tools: string, rest = '') => `Composition { Tools = { ${tools} }${rest} }`;
  const prefs = (maps: string) => `, Prefs = { Comp = { Paths = { Map = { ${maps} } } } }`;
  const added = '["Plates:"] = "/mnt/plates;P:\\\\;/Volumes/plates"';
  test.each([
    ['to-root', comp(LOADER('P:\\\\«»a.exr')), comp(LOADER('Plates:a.exr'), prefs(added))],
    [
      'to-root',
      comp(LOADER('/mnt/plates/«»x/a.exr'), prefs('["X:"] = "/x"')),
      comp(LOADER('Plates:x/a.exr'), prefs(`["X:"] = "/x", ${added}`)),
    ],
    [
      'to-root',
      comp(LOADER('/volumes/plates/«»a.exr'), prefs('["plates:"] = "P:"')),
      comp(LOADER('Plates:a.exr'), prefs('["plates:"] = "P:"')),
    ],
    ['to-root', `{ Tools = { ${LOADER('P:/«»a.exr')} } }`, `{ Tools = { ${LOADER('Plates:a.exr')} } }`],
    [
      'all-to-roots',
      comp(
        `${LOADER('P:/«»a.exr')}, ${SAVER('S', '/mnt/plates/b.exr')}, ${SAVER('T', '/cache/c.exr')}`,
        ', Prefs = { }',
      ),
      comp(
        `${LOADER('Plates:a.exr')}, ${SAVER('S', 'Plates:b.exr')}, ${SAVER('T', '/cache/c.exr')}`,
        `, Prefs = { Comp = { Paths = { Map = { ${added} } } }, }`,
      ),
    ],
    ['to-this-platform', comp(LOADER('\\\\\\\\NAS\\\\cache\\\\«»a.exr')), comp(LOADER('/cache/a.exr'))],
    ['to-this-platform', comp(LOADER('/Volumes/plates/«»a.exr')), comp(LOADER('/mnt/plates/a.exr'))],
    ['to-absolute-path', comp(LOADER('Plates:«»a.exr')), comp(LOADER('/mnt/plates/a.exr'))],
  ])('%s: %s', (id, marked, after) => {
    expect(refactored(id, marked, place)).toBe(after);
  });

  test.each([
    ['/nowhere/«»a.exr', '', "None of the project's roots is above this path."],
    ['/cache/«»a.exr', '', 'The root "cache" has no "map" in compline.yaml.'],
    ['/other/«»a.exr', prefs('["Two:"] = "/elsewhere"'), 'Two: stands for another folder in this comp.'],
  ])('why %s has no root', (file, rest, reason) => {
    const offer = refactoringsAt(sceneOf(comp(LOADER(file), rest), place)).find(({ id }) => id === 'to-root');
    expect(offer?.disabled).toBe(reason);
  });
});
