import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../server/formats/config/parse-config.ts';
import { framesInYaml } from '../../../../server/formats/frame-texts/frames-in-yaml.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';
import { FrameRangeReader } from '../../../../server/language/frame-range/frame-range-reader.ts';
import { withFrameTexts } from '../../../../server/language/frame-range/with-frame-texts.ts';
import { fusionComp } from '../../../../server/language/fusion-comp/fusion-comp.ts';
import type { DocumentReader, LanguageModel } from '../../../../server/language/language-support.ts';
import { markdown, plainText } from '../../../../server/language/markup.ts';
import type { CompPlace } from '../../../../server/project/comp-place.ts';
import { stepOfFile } from '../../../../server/project/layout.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';
import { askAt, askOfWhole } from '../fusion-comp/ask-everything.ts';
import { fakePlace } from '../fusion-comp/fake-place.ts';

function modelOf(text: string, read: () => DocumentReader = () => new FrameRangeReader()): LanguageModel {
  const reading = read().read(DocumentText.of(text));
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

const compReader = (): DocumentReader => {
  const reader = fusionComp.createReader();
  if (reader instanceof Promise) throw new Error('Comps are read at once.');
  return reader;
};

const config = parseConfig(
  'version: 1\nproject: { id: DEMO }\nsteps: { COMP: { chunkSize: 6 } }\nshots: { SH010: { frames: 1001-1100, handles: 8 } }\n',
).config;
const step = stepOfFile('/show', '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/a.frames');
const inShot = fakePlace({ project: { root: '/show', config, step, renderSpec: undefined } });

describe('hover', () => {
  const hover = (text: string, place?: CompPlace) => modelOf(text).hover?.(0, plainText, async () => place);

  test.each([
    ['1-9', '9 frames\n\nFirst 1, last 9.'],
    ['5', '1 frame\n\nFrame 5.'],
    ['1-9x4,3', '4 frames\n\nFirst 1, last 3, between 1 and 9, 5 frames in between left out.'],
    ['1-1000000000', '1\u202f000\u202f000\u202f000 frames\n\nFirst 1, last 1000000000.'],
  ])('%s', async (text, expected) => {
    expect((await hover(text))?.text.split('\n\nOther programs')[0]).toBe(expected);
  });

  test('what others make of it, those that read it alike together', async () => {
    const found = await hover('1-10x4');
    expect(found?.range).toEqual({ start: 0, end: 6 });
    expect(found?.text).toMatch(
      /\n\nOther programs read it differently\n- .*OpenJD.*: refuses it\n- FileSeq, .*: 3 frames, without 10$/,
    );
  });

  test('a text of another program is compared with what that one reads', async () => {
    const text = '# dialect: fileseq\n1-10x4';
    const found = await modelOf(text).hover?.(text.length, plainText, async () => undefined);
    const [, others = ''] = found?.text.split('Other programs read it differently\n') ?? [];
    expect(others).toMatch(/^- Compline, LRC Toolbox: 4 frames, also 10$/m);
    expect(others).not.toContain('FileSeq');
  });

  test('a very long text is not read in every dialect', async () => {
    expect((await hover(Array.from({ length: 20_000 }, (_, at) => at * 3).join()))?.text).not.toContain(
      'Other programs',
    );
  });

  test('what is wrong with it', async () => {
    expect((await hover('1-'))?.text).toMatch(/^No frames\n- Found the end of the text/);
    expect((await hover(new Array(8).fill('a').join()))?.text).toMatch(
      /^No frames\n(?:- Found "a" [^\n]*\n){5}- and 3 more/,
    );
  });

  test.each([
    ['1001-1012', 'Rendered in 2 chunks: the step has 6 frames a chunk.\n\nAll are in SH010, 993-1108 with handles.'],
    [
      '1100-1110',
      'Rendered in 2 chunks: the step has 6 frames a chunk.\n\nOutside of SH010, 993-1108 with handles: 1109-1110.',
    ],
    ['5', 'Rendered in 1 chunk: the step has 6 frames a chunk.\n\nNone is in SH010, 993-1108 with handles.'],
  ])('in a shot: %s', async (text, expected) => {
    expect((await hover(text, inShot))?.text).toContain(expected);
  });

  test('another dialect is named', async () => {
    expect((await modelOf('# dialect: nuke\n1-10').hover?.(17, markdown, async () => undefined))?.text).toContain(
      'As Nuke reads it.',
    );
  });
});

test('hints: how many frames a text has', () => {
  const text = '1-9\n5\n1-\n\n100-1000';
  const hints = [...(modelOf(text).hints?.({ start: 0, end: text.length }, undefined) ?? [])];
  expect(hints.map((it) => it && [it.at, it.label, it.topic])).toEqual([
    [3, '9 frames', 'frames'],
    undefined,
    undefined,
    [text.length, '901 frames', 'frames'],
  ]);
});

describe('completion', () => {
  const complete = async (marked: string, place?: CompPlace) => {
    const { text, ranges } = readMarks(marked);
    const cursor = ranges[1]?.start ?? 0;
    const found = await modelOf(text).completions?.(cursor, async () => place);
    expect(found?.replaceRange).toEqual(ranges[0]);
    return found?.items.map(({ label, description }) => `${label} (${description})`);
  };

  test.each([
    ['«10«»01»'],
    ['1, «10«»01» ,5'],
    ['1,«5«»-9»,5'],
    ['1-5\n«»«»\n7'],
    ['# dialect: fileseq\n«1«»»'],
    ['{ "frames": "«1«»»" }'],
    ['{ "frames": "«»«»" }'],
  ])('the usual forms: %j', async (marked) => {
    expect(await complete(marked)).toEqual([
      '1001-1100 (a range)',
      '1001-1100x10 (every 10th frame of a range)',
      '1001,1050,1100 (single frames)',
    ]);
  });

  test.each([
    ['nuke', ['1001-1100', '1001-1100x10', '1001 1050 1100']],
    ['openjd', ['1001-1100', '1001-1091:10', '1001,1050,1100']],
    ['blender', ['1001..1100', '1001,1011,1021,1031,1041,1051,1061,1071,1081,1091', '1001,1050,1100']],
    ['qube', ['1001-1100', '1001-1100x10', '1001,1050,1100']],
  ])('the usual forms are those of the dialect: %s', async (dialect, labels) => {
    const found = await complete(`# dialect: ${dialect}\n«1«»»`);
    expect(found?.map((it) => it.split(' (')[0])).toEqual(labels);
  });

  test('the frames of the shot', async () => {
    expect((await complete('«10«»»', inShot))?.slice(0, 4)).toEqual([
      '1001-1100 (all of SH010)',
      '993-1108 (SH010 with handles)',
      '1001,1050,1100 (first, middle and last)',
      '1001-1091x10,1100 (every 10th, and the last)',
    ]);
    expect((await complete('# dialect: nuke\n«10«»»', inShot))?.[2]).toBe('1001 1050 1100 (first, middle and last)');
  });

  test('the names of dialects', async () => {
    const labels = await complete('# dialect: «fi«»le»\n1');
    expect(labels).toContain('fileseq (FileSeq)');
    expect(await modelOf('# note\n').completions?.(3, async () => undefined)).toBeUndefined();
  });
});

describe('refactorings', () => {
  const offered = (marked: string, place?: CompPlace, isInvoked = true) => {
    const { text, ranges } = readMarks(marked);
    const at = { selection: ranges[0] ?? { start: 0, end: 0 }, isInvoked, place };
    const model = modelOf(text);
    return (model.refactorings?.(at) ?? []).map(({ id, title }) => {
      const edits = [...(model.refactor?.(id, at) ?? [])].filter((edit) => edit !== undefined);
      return { id, title, after: applyEdits(text, edits) };
    });
  };

  test.each([
    ['frames-shortest', '1,3,5,«»7,9-20', 'Write the frames in their shortest form: 1-7x2,9-20', '1-7x2,9-20'],
    [
      'frames-with-last',
      '# dialect: fileseq\n1-10x4«»',
      'Include the last frame: 1-9x4,10',
      '# dialect: fileseq\n1-9x4,10',
    ],
    ['frames-as-nuke', '5\n1-10«»x3,20', 'Write the frames for Nuke: 1-10x3 20', '5\n1-10x3 20'],
    [
      'frames-as-openjd',
      '{ "frames": "1-1«»0x3" }',
      'Write the frames for OpenJD, Slurm: 1-10:3',
      '{ "frames": "1-10:3" }',
    ],
  ])('%s', (id, marked, title, after) => {
    expect(offered(marked).find((it) => it.id === id)).toEqual({ id, title, after });
  });

  test('a very long text is not written for every program', () => {
    const ids = offered(`${Array.from({ length: 20_000 }, (_, at) => at * 3).join()}«»`).map(({ id }) => id);
    expect(ids).toEqual(['frames-shortest']);
  });

  test('keeps to the shot', () => {
    expect(offered('1100-1«»200', inShot).find(({ id }) => id === 'frames-clamp')).toEqual({
      id: 'frames-clamp',
      title: 'Keep to the shot: 1100-1108',
      after: '1100-1108',
    });
    expect(offered('1001-1«»100', inShot, false)).toEqual([]);
  });

  test.each([['1-«»'], ['1-5\n«»\n6-9'], ['«1-5\n6»-9'], ['# «»note']])('nothing in %j', (marked) => {
    expect(offered(marked)).toEqual([]);
  });
});

test('words: numbers and signs, comments', () => {
  const marked = '«# a»\n«1»«-»«10»«x»«3», «5» a';
  const { text } = readMarks(marked);
  const words = [...(modelOf(text).words?.() ?? [])].filter((word) => word !== undefined);
  expect(
    writeMarks(
      text,
      words.map(({ range }) => range),
    ),
  ).toBe(marked);
  expect(words.map(({ kind }) => kind)).toEqual([
    'comment',
    'number',
    'keyword',
    'number',
    'keyword',
    'number',
    'number',
  ]);
});

test('a language with frame texts keeps everything of its own', async () => {
  const text =
    'Composition { CustomData = { frames = "1..9" }, Tools = { A = Blur { }, B = Blur { Inputs = { Input = Input { SourceOp = "C", Source = "Output" } } } } }';
  const model = modelOf(text, compReader);
  const codes = [...model.findings({})].flatMap((finding) => finding?.code ?? []);
  expect(codes).toEqual(expect.arrayContaining(['dangling-source', 'frames-syntax']));
  expect([...(model.outline?.() ?? [])].flatMap((item) => item?.name ?? [])).toEqual(['A', 'B']);
  const at = text.indexOf('1..9');
  expect((await model.hover?.(at, markdown, async () => undefined))?.text).toContain('No frames');
  expect((await model.hover?.(text.indexOf('Blur'), markdown, async () => undefined))?.text).toContain('Blur');
  const selections = model.selections?.(at + 1) ?? [];
  expect(selections.map(({ start, end }) => text.slice(start, end)).slice(0, 3)).toEqual(['1', '1..9', '"1..9"']);
});

test('what one version of a comp is asked costs nothing more in the next', () => {
  const text = `Composition { Tools = {\n${Array.from({ length: 200 }, (_, at) => `\tT${at} = Blur {\n\t\tCustomData = { frames = "1-9x${at}" },\n\t},\n`).join('')}} }`;
  const codes = [...modelOf(text, compReader).findings({})].flatMap((finding) => finding?.code ?? []);
  expect(codes.filter((code) => code === 'frames-syntax')).toEqual(['frames-syntax']);
});

const PIECES = [
  '1',
  '-',
  '10',
  ',',
  'x',
  '3',
  ' ',
  '\n',
  '\r\n',
  '# dialect: nuke',
  '// ',
  '🎬',
  '..',
  '{',
  '"frames": "',
  '"',
  'frames: ',
  "'",
  '\\u0031',
  'é',
  '\uFEFF',
  'CustomData = { frames = "1-9x4" }',
];
const NOTHING: LanguageModel = { findings: () => [] };
const MODELS: Readonly<Record<string, (text: string) => LanguageModel>> = {
  lines: (text) => modelOf(text),
  json: (text) => modelOf(`{ "frames": "1-9", ${text}`),
  yaml: (text) => withFrameTexts(NOTHING, () => framesInYaml(parseYaml(text))),
  comp: (text) => modelOf(text, compReader),
};

test.each(Object.keys(MODELS))(
  'every answer about any text is about the text: %s',
  async (kind) => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(), async (text, place) => {
        const whole = kind === 'json' ? `{ "frames": "1-9", ${text}` : text;
        const model = MODELS[kind]?.(text) ?? NOTHING;
        const asked = { model, text: whole, place: inShot };
        await askOfWhole(asked);
        await askAt(asked, place % (whole.length + 1));
      }),
      { numRuns: fuzzRuns(150) },
    );
  },
  FUZZ_TIMEOUT,
);
