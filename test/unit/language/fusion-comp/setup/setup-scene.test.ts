import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { applyEdits } from '../../../../../server/formats/text/apply-edits.ts';
import { setupScene } from '../../../../../server/language/fusion-comp/setup/setup-scene.ts';
import { Places } from '../../../../../server/project/places.ts';
import { COMP, ProjectFolder } from '../../../checks/project/project-folder.ts';

const CONFIG = `version: 1
project: { id: DEMO }
startFrame: 1001
frameRate: 25
resolution: { width: 1920, height: 1080 }
shots: { SH010: { frames: 1001-1100, handles: 8 } }
steps: { COMP: { renderSpec: comp.renderspec.yaml } }
`;
const SPEC = `fusion:
  final: { format: exr, properties: { OpenEXRFormat.Compression: 4 } }
`;

/** What setting up makes of a comp, its changes and its notes; done twice, it changes nothing the second time. */
async function setUp(text: string, comp = COMP, config = CONFIG) {
  const folder = await ProjectFolder.with({ 'compline.yaml': config, 'comp.renderspec.yaml': SPEC });
  const place = await new Places().placeOf(`${folder.root}/${comp}`);
  const { changes, notes } = setupScene(parseComp(text), place);
  const result = applyEdits(
    text,
    changes.flatMap(({ edits }) => edits),
  );
  expect(setupScene(parseComp(result), place).changes).toEqual([]);
  expect(parseComp(result).errors).toEqual([]);
  return { result, titles: changes.map(({ title }) => title), notes };
}

const SAVERS = `_FINAL = Saver { Locked = true, }, _PREVIEW = Saver { Locked = true, }`;
const comp = (head: string, tools = '') => `Composition { ${head}Tools = { ${tools}${SAVERS} } }`;
const RIGHT = 'RenderRange = { 993, 1108 }, GlobalRange = { 993, 1108 }, ';
const FORMAT = 'Prefs = { Comp = { FrameFormat = { Rate = 25, Width = 1920, Height = 1080, }, }, }, ';

describe('ranges, rate and size', () => {
  test.each([
    [comp(RIGHT + FORMAT), []],
    [comp(`RenderRange = { 1001, 1100 }, GlobalRange = { 993, 1108 }, ${FORMAT}`), []],
    [comp(`RenderRange = { 1, 9 }, GlobalRange = { 993, 1108 }, ${FORMAT}`), ['RenderRange: 993 to 1108']],
    [
      comp(`RenderRange = { -1000000000, -1000000000 }, GlobalRange = { 0, 1000 }, ${FORMAT}`),
      ['RenderRange: 993 to 1108', 'GlobalRange: 993 to 1108'],
    ],
    [comp(FORMAT), ['RenderRange: 993 to 1108, GlobalRange: 993 to 1108']],
    [comp(RIGHT), ['Rate: 25, Width: 1920, Height: 1080']],
    [
      comp(`${RIGHT}Prefs = { Comp = { FrameFormat = { Rate = 24, Width = 1920, }, }, }, `),
      ['Rate: 25', 'Height: 1080'],
    ],
    [comp(`${RIGHT}Prefs = { Comp = 7 }, `), []],
  ])('%s', async (text, titles) => expect((await setUp(text)).titles).toEqual(titles));

  test('rates that are one in other words stay', async () => {
    const config = CONFIG.replace('frameRate: 25', 'frameRate: 23.976');
    const text = comp(RIGHT + FORMAT.replace('Rate = 25', 'Rate = 23.976024'));
    expect((await setUp(text, COMP, config)).titles).toEqual([]);
  });

  test('where only the first frame of shots is known, ranges are moved there', async () => {
    const other = COMP.replaceAll('SH010', 'SH020');
    const { result } = await setUp(comp(`RenderRange = { 5, 9 }, GlobalRange = { 0, 10 }, ${FORMAT}`), other);
    expect(result).toContain('RenderRange = { 1006, 1010 }, GlobalRange = { 1001, 1011 }');
  });

  test('are written as the text is, with its line ends', async () => {
    const text = `Composition {\r\n\tHiQ = true,\r\n\tTools = {\r\n\t\t${SAVERS}\r\n\t}\r\n}\r\n`;
    const { result } = await setUp(text);
    expect(result).toContain('{\r\n\tRenderRange = { 993, 1108 },\r\n\tGlobalRange = { 993, 1108 },\r\n\tHiQ');
    expect(result.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

const clip = (fields: string) => `Plate = Loader { Clips = { Clip { Filename = "a.0001.exr", ${fields} } } }, `;

describe('Loaders', () => {
  test.each([
    ['StartFrame = 993, Length = 116, TrimIn = 0, GlobalStart = 993, GlobalEnd = 1108', [], []],
    ['StartFrame = 993, Length = 116, TrimIn = 0, GlobalStart = 0, GlobalEnd = 115', ['Plate: starts at 993'], []],
    ['StartFrame = 990, Length = 130, TrimIn = 3, GlobalStart = 0, GlobalEnd = 126', ['Plate: starts at 993'], []],
    ['StartFrame = 1, Length = 116, TrimIn = 0, GlobalStart = 0, GlobalEnd = 115', ['Plate: starts at 993'], []],
    ['StartFrame = 1, Length = 100, TrimIn = 0, GlobalStart = 0, GlobalEnd = 99', ['Plate: starts at 1001'], []],
    [
      'StartFrame = 1, Length = 50, TrimIn = 0, GlobalStart = 0, GlobalEnd = 49',
      [],
      ['Plate: it is not known where its files belong in the shot.'],
    ],
    ['StartFrame = -1, Length = 1, GlobalStart = 0, GlobalEnd = 0', [], []],
  ])('%s', async (fields, titles, notes) => {
    expect(await setUp(comp(RIGHT + FORMAT, clip(fields)))).toMatchObject({ titles, notes });
  });

  test('are moved with both ends', async () => {
    const { result } = await setUp(
      comp(RIGHT + FORMAT, clip('StartFrame = 993, Length = 116, GlobalStart = 0, GlobalEnd = 115')),
    );
    expect(result).toContain('GlobalStart = 993, GlobalEnd = 1108');
  });
});

describe('the Savers of the pipeline', () => {
  const multiline = (tools: string) =>
    `Composition {\n\tLockedTools = 0,\n\t${RIGHT}${FORMAT}\n\tTools = {\n\t\t${tools}\n\t}\n}\n`;
  const MERGE =
    'Back = Background { },\n\t\tMerge1 = Merge { Inputs = { Background = Input { SourceOp = "Back", Source = "Output", }, }, ViewInfo = OperatorInfo { Pos = { 55, 16.5 } }, },';

  test('are put at the end of the flow, locked, as the render spec says', async () => {
    const { result, titles, notes } = await setUp(multiline(MERGE));
    expect(titles).toEqual(['New Saver: _FINAL and _PREVIEW']);
    expect(notes).toEqual([]);
    expect(result).toContain('\n\t\t_FINAL = Saver {\n\t\t\tLocked = true,\n');
    expect(result).toContain('Filename = "Comp:/_render/DEMO_S_SH010_COMP.0000.exr"');
    expect(result).toContain('["OpenEXRFormat.Compression"] = Input { Value = 4, }');
    expect(result).toContain('Filename = "Comp:/_preview/DEMO_S_SH010_COMP.0000.jpg"');
    expect(result.match(/SourceOp = "Merge1"/g)).toHaveLength(2);
    expect(result).toContain('Pos = { 220, 16.5 }');
    expect(result).toContain('LockedTools = 2');
  });

  test('are not connected where nothing says to what', async () => {
    const { result, notes } = await setUp(multiline('A = Background { },\n\t\tB = Background { },'));
    expect(notes).toEqual(['Connect _FINAL and _PREVIEW: the flow has no single end to connect to.']);
    expect(result).not.toContain('SourceOp');
  });

  test('stay away where the only enabled Saver is what is published', async () => {
    expect((await setUp(multiline(`${MERGE}\n\t\tOut = Saver { },`))).titles).toEqual([]);
    expect((await setUp(multiline(`${MERGE}\n\t\t_FINAL = Saver { },`))).titles).toEqual(['New Saver: _PREVIEW']);
  });
});

test.each([
  ['{ Tools = { } }', COMP, CONFIG, 'Only a composition can be set up; this is a setting.'],
  [comp(''), 'elsewhere.comp', CONFIG, "This comp is in no step's folder."],
  [comp(''), COMP, 'version: 7\n', 'compline.yaml cannot be used as it is. Mend it first.'],
  [comp(''), COMP.replace(/[^/]+$/, '_versions/a.comp'), CONFIG, 'What is in _versions is kept as it was.'],
  ['Composition { Tools = {', COMP, CONFIG, 'The file breaks off. Mend it first.'],
])('%s in %s is left alone', async (text, file, config, note) => {
  const folder = await ProjectFolder.with({ 'compline.yaml': config });
  const place = await new Places().placeOf(`${folder.root}/${file}`);
  expect(setupScene(parseComp(text), place)).toEqual({ changes: [], notes: [note] });
});
