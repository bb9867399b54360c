import { expect, test } from 'vitest';
import { applyEdits } from '../../../../../server/formats/comp/edits.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { CompFiles } from '../../../../../server/language/fusion-comp/comp-files.ts';
import { relink, usedFolders } from '../../../../../server/language/fusion-comp/refactorings/relink.ts';
import { fakePlace } from '../fake-place.ts';

const COMP = (...files: readonly string[]) =>
  `Composition { OutputClips = { "${files[0]}" }, Tools = { S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "${files[0]}" } } } }, ${files
    .slice(1)
    .map((file, at) => `L${at} = Loader { Clips = { Clip { Filename = "${file}" } } }`)
    .join(', ')} }, Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "/plates" } } } } }`;

const FILES = ['Comp:/out/r.exr', 'Plates:/a/x.exr', '/plates/b/y.exr', 'P:\\\\plates\\\\z.exr', 'Temp:/t.exr'];

test.each([
  ['/plates', '/new', [FILES[0], '/new/a/x.exr', '/new/b/y.exr', FILES[3], FILES[4]]],
  ['/plates/a', '/plates/c', [FILES[0], 'Plates:/c/x.exr', FILES[2], FILES[3], FILES[4]]],
  ['/show/sh010/comp', '/show/sh010/comp/old', ['Comp:/old/out/r.exr', ...FILES.slice(1)]],
  ['/show/sh010/comp/out', '/renders', ['/renders/r.exr', ...FILES.slice(1)]],
  ['p:/plates', '/mnt/plates', [...FILES.slice(0, 3), '/mnt/plates/z.exr', FILES[4]]],
  ['/pla', '/new', FILES],
])('%s to %s', (from, to, after) => {
  const text = COMP(...FILES);
  const edits = [...relink(parseComp(text), new CompFiles(), fakePlace(), from, to)];
  expect(
    applyEdits(
      text,
      edits.filter((edit) => edit !== undefined),
    ),
  ).toBe(COMP(...after.map((name) => name ?? '')));
});

test('the folders that are used', () => {
  const found = [...usedFolders(parseComp(COMP(...FILES, '/plates/b/y2.exr')), new CompFiles(), fakePlace())];
  expect(found.filter((folder) => folder !== undefined)).toEqual([
    { folder: '/plates/a', files: 1 },
    { folder: '/plates/b', files: 2 },
    { folder: '/show/sh010/comp/out', files: 1 },
    { folder: 'P:\\plates', files: 1 },
  ]);
});
