import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { publishedPictures } from '../../../../server/pipeline/thumbnails/published-pictures.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const STEP = '05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP';
const manifest = (delivered: string) =>
  JSON.stringify({
    ...{
      version: 1,
      publish: 'p',
      comp: 'c.comp',
      saver: 's',
      renderer: 'r',
      frames: { first: 1, last: 2 },
      files: [],
    },
    ...{
      compSha256: '',
      comment: '',
      by: 'ann',
      machine: 'ws01',
      at: '2026-10-01T12:00:00Z',
      compline: '1',
      delivered,
    },
  });

/** A project with these files. */
async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  for (const [name, text] of Object.entries({ 'compline.yaml': '', ...files })) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

const FRAMES = ['f.1001.exr', 'f.1002.exr', 'f.1003.exr'];

test.each([
  ['a version', `${STEP}/_published/001_OK`, `${STEP}/_published/001_OK/f.1002.exr`, 1002],
  ['a preview', `${STEP}/_preview/f`, `${STEP}/_preview/f/f.1002.exr`, 1002],
  ['a movie of a preview', `${STEP}/_preview/f.mov`, `${STEP}/_preview/f.mov`, undefined],
  ['a delivery', '06-EXPORT/f', '06-EXPORT/f/f.1002.exr', 1002],
  ['a version that was delivered', `${STEP}/_published/002_OK`, '06-EXPORT/f/f.1002.exr', 1002],
])('of %s the picture in the middle comes first', async (_name, folder, file, frame) => {
  const frames = [`${STEP}/_published/001_OK`, `${STEP}/_preview/f`, '06-EXPORT/f'].flatMap((it) =>
    FRAMES.map((name) => [`${it}/${name}`, 'x'] as const),
  );
  const root = await project({
    ...Object.fromEntries(frames),
    [`${STEP}/_preview/f.mov`]: 'x',
    [`${STEP}/_published/001_OK/f.comp`]: 'x',
    [`${STEP}/_published/002_OK/manifest.json`]: manifest('06-EXPORT/f'),
  });
  const [first] = await publishedPictures(path.join(root, folder));
  expect(first).toEqual({ file: path.join(root, file), ...(frame !== undefined && { frame }) });
});

test.each([
  ['the step', STEP],
  ['all versions', `${STEP}/_published`],
  ['what is saved', `${STEP}/_versions/001`],
  ['the project', '.'],
  ['all deliveries', '06-EXPORT'],
  ['what was delivered before', '06-EXPORT/.compline-delivered/f'],
  ['a place outside', '../elsewhere'],
  ['a way out', `06-EXPORT/f/../../00-ADMIN`],
])('%s has no picture to show', async (_name, folder) => {
  const root = await project({ [`${folder.replace('..', 'x')}/f.png`]: 'x' });
  await expect(publishedPictures(path.join(root, folder))).rejects.toMatchObject({ code: 'invalid-parameters' });
});

test('what is gone, and what a manifest names outside of the export folder, shows nothing', async () => {
  const root = await project({
    'secret/a.png': 'x',
    [`${STEP}/_published/002_OK/manifest.json`]: manifest('secret'),
    [`${STEP}/_published/003_OK/manifest.json`]: manifest('06-EXPORT/../secret'),
  });
  for (const version of ['001_OK', '002_OK', '003_OK']) {
    expect(await publishedPictures(path.join(root, STEP, '_published', version))).toEqual([]);
  }
});
