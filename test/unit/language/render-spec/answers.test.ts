import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { plainText } from '../../../../server/language/markup.ts';
import type { CompPlace } from '../../../../server/project/comp-place.ts';
import { readMarks, writeMarks } from '../../formats/marked-text.ts';
import { fakePlace } from '../fusion-comp/fake-place.ts';
import { all, modelOf, specPlace } from './spec-model.ts';

const SPEC = `fusion:
  final: &f
    format: OpenEXRFormat
    image_sequence: true
    export_dest: step
    properties:
      OpenEXRFormat.Compression: 8
  preview:
    <<: *f
    format: QuickTimeMovies
    image_sequence: false
naming:
  final_suffix: _comp
`;

const SHOTS = [
  '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.comp',
  '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/_versions/old.comp',
  '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_PLATE/x.comp',
  '/show/05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_COMP/DEMO_S_SH020_COMP.comp',
  '/show/pipeline/comp.renderspec.yaml',
];
const PLACE = specPlace('{ COMP: { renderSpec: ./pipeline/comp.renderspec.yaml }, PLATE: {} }', SHOTS);

/** What is said at the first place of a word. */
async function hover(text: string, word: string, place: CompPlace = PLACE): Promise<string | undefined> {
  return (await modelOf(text).hover?.(text.indexOf(word) + 1, plainText, async () => place))?.text;
}

describe('hover', () => {
  test.each<[word: string, text: RegExp]>([
    ['fusion', /fusion, keys and values\n\nWhat Fusion renders\.\n\nKeys: final, preview/],
    ['format', /OutputFormat of the Saver/],
    ['OpenEXRFormat', /OpenEXRFormat OpenEXR\n\nExtension \.exr/],
    ['image_sequence', /true or false[\s\S]*Default: false/],
    ['OpenEXRFormat.Compression', /compression of OpenEXR files[\s\S]*- 8 DWAA/],
    ['8\n', /8 DWAA/],
    ['*f', /Repeats &f: format: OpenEXRFormat image_sequence: true/],
    ['_comp', /final_suffix, text[\s\S]*Default: _vfx/],
  ])('%j', async (word, text) => {
    expect(await hover(SPEC, word)).toMatch(text);
  });

  test.each<[word: string, path: string, name: string]>([
    [
      'final',
      '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/_published/<version>/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.0000.exr',
      'A001_C002_comp.0000.exr',
    ],
    ['format', '_published/<version>/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.0000.exr', 'A001_C002_comp.0000.exr'],
    ['preview', '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/_preview/DEMO_S_SH010_COMP.mov', 'A001_C002_vfx_preview.mov'],
    ['final_suffix', '_published/<version>/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.0000.exr', 'A001_C002_comp.0000.exr'],
  ])('%s: where the output goes for the first shot', async (word, path, name) => {
    const text = (await hover(SPEC, word)) ?? '';
    expect(text).toContain(path);
    expect(text).toContain(`With a source media A001_C002 the name is ${name}.`);
  });

  test('the shot that the spec lies in goes before others', async () => {
    const step = { name: 'DEMO_S_SH030_COMP', folder: '/show/DEMO_S_SH030_COMP', step: 'COMP', item: 'SH030' };
    const place = { ...PLACE, project: PLACE.project && { ...PLACE.project, step: { step, reserved: undefined } } };
    expect(await hover(SPEC, 'preview', place)).toContain('DEMO_S_SH030_COMP/_preview/DEMO_S_SH030_COMP.mov');
  });

  test('an export has no version', async () => {
    const text = (await hover(SPEC.replace('step', 'project'), 'export_dest')) ?? '';
    expect(text).toContain('06-EXPORT/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.0000.exr');
    expect(text).toContain('replaces the one before');
  });

  test.each<[name: string, text: string, place: CompPlace]>([
    ['without a project', SPEC, fakePlace()],
    ['where no step has the spec', SPEC, specPlace('{ COMP: { renderSpec: other.yaml } }', SHOTS)],
    ['where the spec has faults', SPEC.replace('true', 'ja'), PLACE],
  ])('nothing is said of paths %s', async (_name, text, place) => {
    expect(await hover(text, 'final', place)).not.toContain('Output');
  });

  test('nothing is said of what other programs keep', async () => {
    expect(await hover('types: { mode: keep }\n', 'mode')).toBeUndefined();
  });
});

describe('anchors', () => {
  test('lead from their aliases to the values', () => {
    const found = modelOf(SPEC).definition?.(SPEC.indexOf('*f') + 1);
    expect(SPEC.slice(found?.targetName.start, found?.targetName.end)).toBe('f');
    expect(SPEC.slice(found?.target.start).startsWith('&f\n    format')).toBe(true);
  });

  test.each(['&f', '*f'])('%s is found wherever it is mentioned', (word) => {
    const ranges = modelOf(SPEC).occurrences?.(SPEC.indexOf(word)) ?? [];
    expect(ranges.map(({ range, declaration }) => [SPEC.slice(range.start - 1, range.end), declaration])).toEqual([
      ['&f', true],
      ['*f', false],
    ]);
  });

  test('get another name, and back', () => {
    const rename = (text: string, at: string, name: string): string => {
      const outcome = modelOf(text).rename?.(text.indexOf(at), name);
      return outcome !== undefined && 'edits' in outcome ? applyEdits(text, all(outcome.edits)) : text;
    };
    const renamed = rename(SPEC, '*f', 'final');
    expect(renamed).toBe(SPEC.replace('&f', '&final').replace('*f', '*final'));
    expect(rename(renamed, '&final', 'f')).toBe(SPEC);
  });

  test.each<[text: string, name: string, refusal: RegExp]>([
    ['a: &x 1\nb: *x\n', 'a b', /letters from A to Z/],
    ['a: &x 1\nb: *x\n', '', /letters from A to Z/],
    ['a: &x 1\nb: *x\n', '*y', /letters from A to Z/],
    ['a: &x 1\nb: *x\n', 'y:', /letters from A to Z/],
    ['a: &x 1\nb: *x\n', '🎬', /letters from A to Z/],
    ['a: &x 1\nb: &y 2\n', 'y', /another anchor "&y"/],
    ['a: 1\nb: *x\n', 'y', /no anchor/],
  ])('%j cannot be named %j', (text, name, refusal) => {
    const offset = text.includes('&x') ? text.indexOf('&x') : text.indexOf('*x');
    const outcome = modelOf(text).rename?.(offset, name);
    expect(outcome !== undefined && 'refusal' in outcome ? outcome.refusal : '').toMatch(refusal);
  });

  test('there is nothing to rename elsewhere', () => {
    expect(modelOf(SPEC).renameTarget?.(0)).toBeUndefined();
  });
});

test('the outline has every key, with its value', () => {
  const items = all(modelOf(SPEC).outline?.()).map(
    ({ name, detail, depth }) => `${' '.repeat(depth)}${name} ${detail}`,
  );
  expect(items.slice(0, 4)).toEqual(['fusion ', ' final &f', '  format OpenEXRFormat', '  image_sequence true']);
  expect(items).toContain('  << *f');
});

test('blocks, braces and comments can be folded', () => {
  const text = '# one\n# two\na:«\n  b: {«\n    c: 1\n  »}\n  d: |\n    x»\n';
  const { text: plain } = readMarks(text);
  const folds = all(modelOf(plain).folds?.()).map(
    ({ kind, start, end }) => `${kind} ${JSON.stringify(plain.slice(start, end))}`,
  );
  expect(folds).toContain(
    `block ${JSON.stringify(plain.slice(plain.indexOf('a:') + 1, plain.indexOf('x') + 1))}`.replace('a:', ''),
  );
  expect(folds).toContain('table "\\n    c: 1\\n  "');
  expect(folds).toContain('comment "# one\\n# two"');
});

test('a selection grows from the word to the whole', () => {
  const ranges = modelOf(SPEC).selections?.(SPEC.indexOf('EXRFormat')) ?? [];
  const first = ranges.slice(0, 2).map(({ start, end }) => SPEC.slice(start, end));
  expect(first).toEqual(['OpenEXRFormat', 'format: OpenEXRFormat']);
  expect(SPEC.slice(ranges.at(-1)?.start, ranges.at(-1)?.end)).toBe(SPEC.trimEnd());
});

test('numbers and formats are told beside them', () => {
  const text = SPEC;
  const hints = all(modelOf(text).hints?.({ start: 0, end: text.length }, undefined));
  const shown = hints.map(({ at, label }) => `${text.slice(text.lastIndexOf(' ', at - 1) + 1, at)} ${label}`);
  expect(shown.sort()).toEqual(['8 DWAA', 'OpenEXRFormat .exr', 'QuickTimeMovies .mov']);
  expect(all(modelOf(text).hints?.({ start: 0, end: 5 }, undefined))).toEqual([]);
});

test('the text is formatted, and comments stay', () => {
  const text = 'fusion:\n    # the final\n    final:   {format: X} # x\n';
  const edits = all(modelOf(text).format?.('  '));
  expect(applyEdits(text, edits)).toBe('fusion:\n  # the final\n  final: {format: X} # x\n');
});

describe('the line above the spec', () => {
  const textOf = async (place: CompPlace, text = SPEC) => {
    const model = modelOf(text);
    const [lens] = all(model.lenses?.(place));
    return lens && { at: writeMarks(text, [lens.range]).slice(0, 9), text: await model.lensText?.(lens, place) };
  };

  test('says how many comps use it, and shows them', async () => {
    expect(await textOf(PLACE)).toEqual({
      at: '«fusion»:',
      text: {
        title: 'Used by 2 comps of step COMP',
        tooltip: 'Show the comps',
        command: { id: 'compline.showComps', arguments: [SHOTS[0], SHOTS[3]], ofExtension: true },
      },
    });
  });

  test.each<[title: string, steps: string, files: readonly string[]]>([
    ['Used by 0 comps of step COMP', '{ COMP: { renderSpec: pipeline/comp.renderspec.yaml } }', []],
    [
      'Used by 3 comps of steps COMP, PLATE',
      '{ COMP: { renderSpec: pipeline/comp.renderspec.yaml }, PLATE: { renderSpec: pipeline/comp.renderspec.yaml } }',
      SHOTS,
    ],
    ['No step of compline.yaml has this render spec', '{ COMP: {} }', SHOTS],
  ])('%s', async (title, steps, files) => {
    expect((await textOf(specPlace(steps, files)))?.text?.title).toBe(title);
  });

  test('stands at the beginning of an empty spec, and nowhere without a project', async () => {
    expect((await textOf(PLACE, ''))?.at).toBe('«»');
    expect(await textOf(fakePlace())).toBeUndefined();
  });
});
