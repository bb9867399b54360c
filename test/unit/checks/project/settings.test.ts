import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';
import { COMP, ProjectFolder, STEP } from './project-folder.ts';

const CONFIG = `version: 1
project: { id: DEMO, uuid: 1234-abcd }
frameRate: 23.976
resolution: { width: 2048, height: 858 }
startFrame: 1001
steps:
  COMP: { renderSpec: comp.yaml }
checks: { pipeline-savers-unlocked: hint }
`;
const SPEC = `fusion:
  final: { format: OpenEXRFormat, properties: { OpenEXRFormat.Compression: 8, OpenEXRFormat.Depth: 1 } }
  preview: { format: PngFormat }
`;
const ID = 'CustomData = { Ramses = { ProjectUUID = "1234-ABCD" } },';
const SAVER = (name: string, file: string, format: string, more = 'Locked = true,', options = '') =>
  `${name} = Saver { ${more} Inputs = { Clip = Input { Value = Clip { Filename = "${file}", FormatID = "${format}" } }, Input = Input { SourceOp = "L", Source = "Output" }, ${options} } }`;
const FINAL = SAVER('_FINAL', 'Comp:f.0000.exr', 'OpenEXRFormat');
const PREVIEW = SAVER('_PREVIEW', 'Comp:p.0000.png', 'PNGFormat');
const TOOLS = (tools: string) => `Tools = { ${tools} }`;
const BOTH = TOOLS(`${FINAL}, ${PREVIEW}`);
const PREFS = (format: string) => `Prefs = { Comp = { FrameFormat = { ${format} } } },`;

/** What is found, by its code and severity; marks round it, and the text after the first fix where there is one. */
interface Case {
  readonly name: string;
  readonly marked: string;
  readonly finds: readonly string[];
  readonly fixed?: string;
  readonly comp?: string;
}

const CASES: readonly Case[] = [
  {
    name: 'all as it should be',
    marked: `Composition { RenderRange = { 1001, 1012 }, GlobalRange = { 1001, 1012 }, ${ID} ${BOTH}, ${PREFS('Rate = 23.98, Width = 2048, Height = 858')} }`,
    finds: [],
  },
  {
    name: 'what Fusion leaves out since it is standard',
    marked: `Composition { ${ID} ${BOTH}, ${PREFS('')} }`,
    finds: [],
  },
  {
    name: 'another frame rate',
    marked: `Composition { ${ID} ${BOTH}, ${PREFS('Rate = «25»')} }`,
    finds: ['comp-frame-rate warning The frame rate is 25; that of the project is 23.976.'],
    fixed: `Composition { ${ID} ${BOTH}, ${PREFS('Rate = 23.976')} }`,
  },
  {
    name: 'another size',
    marked: `Composition { ${ID} ${BOTH}, ${PREFS('Width = 2048, Height = «1080»')} }`,
    finds: ['comp-size warning The size is 2048 × 1080; that of the project is 2048 × 858.'],
    fixed: `Composition { ${ID} ${BOTH}, ${PREFS('Width = 2048, Height = 858')} }`,
  },
  {
    name: 'another start',
    marked: `Composition { RenderRange = { 0, 9 }, GlobalRange = «{ 0, 9 }», ${ID} ${BOTH} }`,
    finds: ['comp-start-frame warning GlobalRange starts at 0; shots of the project start at 1001.'],
  },
  {
    name: 'another start of the render',
    marked: `Composition { RenderRange = «{ 1005, 1009 }», GlobalRange = { 1001, 1012 }, ${ID} ${BOTH} }`,
    finds: ['comp-start-frame information RenderRange starts at 1005; shots of the project start at 1001.'],
  },
  {
    name: 'the name of another shot and step',
    marked: `«Composition» { ${ID} ${BOTH} }`,
    comp: `${STEP}/DEMO_S_SH020_ROTO.comp`,
    finds: [
      'comp-identity warning DEMO_S_SH020_ROTO.comp is named after the shot or asset SH020; its folder is of SH010.',
      'comp-identity warning DEMO_S_SH020_ROTO.comp is named after the step ROTO; its folder is of COMP.',
    ],
  },
  {
    name: 'the name of another project',
    marked: `«Composition» { ${ID} ${BOTH} }`,
    comp: `${STEP}/OTHER_S_SH010_COMP_v002.comp`,
    finds: [
      'comp-identity warning OTHER_S_SH010_COMP_v002.comp is named after the project OTHER; its folder is of DEMO.',
    ],
  },
  {
    name: 'a name in other letters, with a version',
    marked: `Composition { ${ID} ${BOTH} }`,
    comp: `${STEP}/demo_s_sh010_comp_precomp_v002.comp`,
    finds: [],
  },
  {
    name: 'a name of no kind',
    marked: `«Composition» { ${ID} ${BOTH} }`,
    comp: `${STEP}/test.comp`,
    finds: [
      'comp-identity information test.comp is not named after its step: names here begin with DEMO_S_SH010_COMP.',
    ],
  },
  {
    name: 'an identifier of another project, undivided',
    marked: `Composition { CustomData = { ["Ramses.ProjectUUID"] = "«99»" }, ${BOTH} }`,
    finds: ['comp-identity warning Ramses knows this composition as one of another project.'],
  },
  {
    name: 'no identifier',
    marked: `«Composition» { ${BOTH} }`,
    finds: ['comp-identity information The composition does not say to which project of Ramses it belongs.'],
  },
  {
    name: 'no Saver of the pipeline',
    marked: `«Composition» { ${ID} ${TOOLS('')} }`,
    finds: [
      'pipeline-savers warning There is no Saver _FINAL, by which the step renders its final pictures.',
      'pipeline-savers warning There is no Saver _PREVIEW, by which the step renders its previews.',
    ],
  },
  { name: 'no Saver of the pipeline, in a file that breaks off', marked: `Composition { ${ID} Tools = { `, finds: [] },
  {
    name: 'one that nothing is connected to',
    marked: `Composition { ${ID} ${TOOLS(`«_FINAL» = Saver { PassThrough = true, Locked = true }, ${PREVIEW}`)} }`,
    finds: ['pipeline-savers warning Nothing is connected to _FINAL, which the pipeline renders.'],
  },
  {
    name: 'one that is there twice, and a copy',
    marked: `Composition { ${ID} ${TOOLS(`${FINAL}, ${PREVIEW}, «_PREVIEW_1»${PREVIEW.slice(8)}, G = GroupOperator { Tools = { «_FINAL»${FINAL.slice(6)} } }`)} }`,
    finds: [
      'pipeline-savers warning There is another Saver _FINAL; the pipeline renders the first.',
      'pipeline-savers information _PREVIEW_1 is a copy of _PREVIEW, which the pipeline does not render.',
    ],
  },
  {
    name: 'one that is not locked, where the project asks for it',
    marked: `Composition { ${ID} ${TOOLS(`«_FINAL»${FINAL.slice(6).replace('Locked = true,', '')}, ${PREVIEW}`)} }`,
    finds: ['pipeline-savers-unlocked hint _FINAL, which the pipeline renders, is not locked.'],
    fixed: `Composition { ${ID} ${BOTH.replace('Locked = true,', 'Locked = true, ')} }`,
  },
  {
    name: 'two that are not locked, which are locked together',
    marked: `Composition { LockedTools = 0, ${ID} ${TOOLS(`«_FINAL»${FINAL.slice(6).replace('Locked = true,', '')}, «_PREVIEW»${PREVIEW.slice(8).replace('Locked = true,', 'Locked = false,')}`)} }`,
    finds: [
      'pipeline-savers-unlocked hint _FINAL, which the pipeline renders, is not locked.',
      'pipeline-savers-unlocked hint _PREVIEW, which the pipeline renders, is not locked.',
    ],
    fixed: `Composition { LockedTools = 2, ${ID} ${BOTH.replace('Locked = true,', 'Locked = true, ')} }`,
  },
  {
    name: 'another format than the render spec says',
    marked: `Composition { ${ID} ${TOOLS(`${SAVER('_FINAL', 'Comp:f.0000.png', '«PNGFormat»')}, ${PREVIEW}`)} }`,
    finds: ['saver-render-spec warning _FINAL writes PNGFormat; the render spec asks for OpenEXRFormat.'],
    fixed: `Composition { ${ID} ${BOTH} }`,
  },
  {
    name: 'another option than the render spec says',
    marked: `Composition { ${ID} ${TOOLS(`${SAVER('_FINAL', 'Comp:f.0000.exr', 'OpenEXRFormat', 'Locked = true,', '["OpenEXRFormat.Compression"] = Input { Value = «3» }, ["OpenEXRFormat.Depth"] = Input { Value = 1 },')}, ${PREVIEW}`)} }`,
    finds: ['saver-render-spec information OpenEXRFormat.Compression of _FINAL is 3; the render spec says 8.'],
    fixed: `Composition { ${ID} ${TOOLS(`${SAVER('_FINAL', 'Comp:f.0000.exr', 'OpenEXRFormat', 'Locked = true,', '["OpenEXRFormat.Compression"] = Input { Value = 8 }, ["OpenEXRFormat.Depth"] = Input { Value = 1 },')}, ${PREVIEW}`)} }`,
  },
  {
    name: 'too few digits for the frames',
    marked: `Composition { RenderRange = { 1001, 1012 }, GlobalRange = { 1001, 1012 }, ${ID} ${TOOLS(`${FINAL}, ${PREVIEW}, ${SAVER('S', 'Comp:s_«00».exr', 'OpenEXRFormat')}`)} }`,
    finds: ['saver-padding warning The files of S have 2 digits for the frame; 1012 needs 4.'],
    fixed: `Composition { RenderRange = { 1001, 1012 }, GlobalRange = { 1001, 1012 }, ${ID} ${TOOLS(`${FINAL}, ${PREVIEW}, ${SAVER('S', 'Comp:s_0000.exr', 'OpenEXRFormat')}`)} }`,
  },
  {
    name: 'a Saver that numbers its files itself',
    marked: `Composition { RenderRange = { 1001, 1012 }, GlobalRange = { 1001, 1012 }, ${ID} ${TOOLS(`${FINAL}, ${PREVIEW}, ${SAVER('S', 'Comp:s_00.exr', 'OpenEXRFormat', '', 'SetSequenceStart = Input { Value = 1 }, SequenceStartFrame = Input { Value = 1 },')}`)} }`,
    finds: [],
  },
  ...[`${STEP}/_published/001/DEMO_S_SH020_COMP.comp`, 'elsewhere/a.comp', `${STEP}/a.setting`].map((comp): Case => {
    const head = comp.endsWith('.setting') ? '{' : 'Composition {';
    return {
      name: `nothing of this in ${comp}`,
      marked: `${head} GlobalRange = { 0, 9 }, ${PREFS('Rate = 25')} Tools = { } }`,
      finds: [],
      comp,
    };
  }),
];

describe('what a project says', () => {
  test.each(CASES)('$name', async ({ marked, finds, fixed, comp = COMP }) => {
    const folder = await ProjectFolder.with({ 'compline.yaml': CONFIG, 'comp.yaml': SPEC });
    const { text } = readMarks(marked);
    const findings = await folder.check(text, comp, { 'pipeline-savers-unlocked': 'hint' });
    const seen = findings.filter(({ code }) => !/^(?:media-|savers-same-file)/.test(code));
    const ranges = [...new Map(seen.map(({ range }) => [range.start, range])).values()];
    expect(seen.map(({ code, severity, message }) => `${code} ${severity} ${message}`)).toEqual(finds);
    expect(writeMarks(text, ranges)).toBe(marked);
    const [fix] = seen.flatMap(({ fixes = [] }) => fixes);
    expect(fix && applyEdits(text, fix.edits)).toBe(fixed);
  });
});

test('a project that says nothing asks for nothing', async () => {
  const folder = await ProjectFolder.with({ 'compline.yaml': 'version: 1\nproject: { id: DEMO }\n' });
  const head = `Composition { RenderRange = { 0, 9 }, GlobalRange = { 0, 9 }, ${PREFS('Rate = 25, Width = 9, Height = 9')}`;
  expect(await folder.check(`${head} ${TOOLS(FINAL.replace('Locked = true,', ''))} }`)).toEqual([]);
});

test('the Saver that the project names takes the place of _FINAL', async () => {
  const config = CONFIG.replace('renderSpec: comp.yaml', 'renderSpec: comp.yaml, saver: Out');
  const folder = await ProjectFolder.with({ 'compline.yaml': config, 'comp.yaml': SPEC });
  const check = async (tools: string) =>
    (await folder.check(`Composition { ${ID} ${TOOLS(`${tools}, ${PREVIEW}`)} }`)).map(({ message }) => message);
  expect(await check(SAVER('Out', 'Comp:f.0000.exr', 'OpenEXRFormat'))).toEqual([]);
  expect(await check(FINAL)).toEqual(['There is no Saver Out, by which the step renders its final pictures.']);
});

test("a project's own states are versions in names, and Ramses' are none then", async () => {
  const config = `version: 1\nproject: { id: DEMO }\nstates: [FIN, R2]\n`;
  const folder = await ProjectFolder.with({ 'compline.yaml': config });
  const check = async (version: string) => {
    const comp = `${STEP}/DEMO_S_SH010_COMP_bg_${version}.comp`;
    return (await folder.check('Composition { Tools = { } }', comp)).map(({ code }) => code);
  };
  expect(await check('FIN004')).toEqual([]);
  expect(await check('R2004')).toEqual([]);
  expect(await check('WIP004')).toEqual(['comp-identity']);
});

test('a check that is off finds nothing, and a severity holds for all of its findings', async () => {
  const folder = await ProjectFolder.with({ 'compline.yaml': CONFIG });
  const comp = `Composition { ${ID} ${PREFS('Rate = 25')} }`;
  const of = async (severity: 'off' | 'error') =>
    (await folder.check(comp, COMP, { 'comp-frame-rate': severity })).map((finding) => finding.severity);
  expect(await of('off')).toEqual([]);
  expect(await of('error')).toEqual(['error']);
});
