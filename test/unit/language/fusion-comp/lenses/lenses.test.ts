import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../../server/formats/comp/edits.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { CompFiles } from '../../../../../server/language/fusion-comp/comp-files.ts';
import { lensesOf } from '../../../../../server/language/fusion-comp/lenses/comp-lenses.ts';
import { lensText } from '../../../../../server/language/fusion-comp/lenses/lens-text.ts';
import { updateToNewest } from '../../../../../server/language/fusion-comp/newest-versions.ts';
import type { CompPlace } from '../../../../../server/project/comp-place.ts';
import { type FakeDisk, fakePlace } from '../fake-place.ts';

const PROJECT: CompPlace['project'] = { root: '/show', config: undefined, step: undefined, renderSpec: undefined };
const LOADER = (file: string, clip = '') =>
  `Composition { Tools = { L = Loader { Clips = { Clip { Filename = "${file}", ${clip} } } } } }`;
const SAVER = (file: string, head = '', inputs = '') =>
  `Composition { ${head}Tools = { S = Saver { Inputs = { ${inputs}Clip = Input { Value = Clip { Filename = "${file}" } } } } } }`;
const PLATE = 'Comp:/../_published/003_OK/p_v003.0001.exr';
const PLATE_PATH = '/show/sh010/_published/003_OK/p_v003.0001.exr';
const NEWER = { number: 12, path: '/show/sh010/_published/012_CHK/p_v012.0001.exr' };

async function words(text: string, disk: FakeDisk) {
  const comp = parseComp(text);
  const files = new CompFiles();
  const place = fakePlace({ project: PROJECT, ...disk });
  const lenses = [...lensesOf(comp, files, place)].filter((lens) => lens !== undefined);
  return Promise.all(
    lenses.map(async (lens) => {
      expect(comp.slice(lens.range.start, lens.range.end)).toMatch(/^[LS]$/);
      const text = await lensText(comp, files, lens, place);
      return `${text?.title} ${text?.command?.id ?? ''} ${text?.command?.arguments.join() ?? ''}`.trim();
    }),
  );
}

describe('above a Loader', () => {
  const OPEN = 'compline.openMediaFolder';
  test.each<[string, string, FakeDisk, string[]]>([
    [
      'still',
      LOADER('/x/a.exr'),
      { media: { '/x/a.exr': { kind: 'file', frames: [] } } },
      [`On disk ${OPEN} /x/a.exr`],
    ],
    ['missing', LOADER('/x/a.exr'), {}, [`Not on disk ${OPEN} /x/a.exr`]],
    ['no file here', LOADER('Temp:/a.exr'), {}, []],
    [
      'some of what the clip reads',
      LOADER('/x/a.0010.exr', 'StartFrame = -1, TrimIn = 2, TrimOut = 51'),
      {
        media: {
          '/x/a.0010.exr': {
            kind: 'sequence',
            frames: [
              { first: 1, last: 20 },
              { first: 25, last: 100 },
            ],
          },
        },
      },
      [`46 of 50 frames on disk ${OPEN} /x/a.0010.exr`],
    ],
    [
      'all, counted from the start that the clip names',
      LOADER('/x/a.0010.exr', 'StartFrame = 5, TrimIn = 0, TrimOut = 9'),
      { media: { '/x/a.0010.exr': { kind: 'sequence', frames: [{ first: 5, last: 14 }] } } },
      [`All 10 frames on disk ${OPEN} /x/a.0010.exr`],
    ],
    [
      'behind',
      LOADER(PLATE),
      { newest: { [PLATE_PATH]: NEWER } },
      ['Newest version v012 — update compline.applyNewestVersions L', `Not on disk ${OPEN} ${PLATE_PATH}`],
    ],
    [
      'not behind',
      LOADER(PLATE),
      { newest: { [PLATE_PATH]: { number: 3, path: PLATE_PATH } } },
      ['Newest version v003', `Not on disk ${OPEN} ${PLATE_PATH}`],
    ],
    [
      'folders that cannot be read',
      LOADER(PLATE),
      { media: { [PLATE_PATH]: { kind: 'unknown', frames: [] } } },
      ['Newest version not known', `Folder not readable ${OPEN} ${PLATE_PATH}`],
    ],
  ])('%s', async (_name, text, disk, expected) => {
    expect(await words(text, disk)).toEqual(expected);
  });
});

describe('above a Saver', () => {
  const frames = (first: number, last: number): FakeDisk => ({
    media: { '/x/a.0000.exr': { kind: 'sequence', frames: [{ first, last }] } },
  });
  const HEAD = 'RenderRange = { 1001, 1010 }, GlobalRange = { 1001, 1100 }, ';
  const START = 'SetSequenceStart = Input { Value = 1 }, SequenceStartFrame = Input { Value = 1 }, ';
  test.each<[string, string, FakeDisk, string]>([
    ['own numbers', SAVER('/x/a.0000.exr', HEAD), frames(1001, 1003), '3 of 10 frames on disk'],
    ['numbered from 1', SAVER('/x/a.0000.exr', HEAD, START), frames(1, 10), 'All 10 frames on disk'],
    ['one frame', SAVER('/x/a.0000.exr', 'RenderRange = { 5, 5 }, '), frames(5, 9), 'On disk'],
    ['not the one frame', SAVER('/x/a.0000.exr', 'RenderRange = { 5, 5 }, '), frames(6, 9), 'Not on disk'],
    ['no range', SAVER('/x/a.0000.exr'), frames(7, 7), '1 frame on disk'],
  ])('%s', async (_name, text, disk, expected) => {
    expect(await words(text, disk)).toEqual([
      'Publish… compline.publish S',
      'Open Folder compline.openMediaFolder /x/a.0000.exr',
      expected,
    ]);
  });

  test('nothing is published outside of a project', async () => {
    expect(await words(SAVER('Temp:/a.exr'), {})).toEqual(['Publish… compline.publish S']);
    expect(await words(SAVER('Temp:/a.exr'), { project: undefined })).toEqual([]);
  });
});

describe('update to the newest version', () => {
  const TWO = (first: string, second: string) =>
    `Composition { Tools = { L = Loader { Clips = { Clip { Filename = "${first}" } } }, M = Loader { Clips = { Clip { Filename = "${second}" } } } } }`;
  const WINDOWS = '..\\\\_published\\\\003_OK\\\\p_v003.0001.exr';
  test.each([
    [undefined, TWO('Comp:/../_published/012_CHK/p_v012.0001.exr', '..\\\\_published\\\\012_CHK\\\\p_v012.0001.exr')],
    ['M', TWO(PLATE, '..\\\\_published\\\\012_CHK\\\\p_v012.0001.exr')],
    ['Z', TWO(PLATE, WINDOWS)],
  ])('%s', async (tool, after) => {
    const text = TWO(PLATE, WINDOWS);
    const place = fakePlace({ newest: { [PLATE_PATH]: NEWER } });
    const edits = await updateToNewest(parseComp(text), new CompFiles(), place, tool);
    expect(applyEdits(text, edits())).toBe(after);
  });
});
