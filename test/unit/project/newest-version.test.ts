import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newestVersion, versionsOfFile } from '../../../server/project/newest-version.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const FILES = [
  '_published/001_OK/plate.0001.exr',
  '_published/003_OK/plate_v003.0001.exr',
  '_published/012_CHK/plate_v012.0005.exr',
  '_published/012_CHK/plate_v012.0006.exr',
  '_published/013_WIP/other.exr',
  '_published/BG_002/plate.0001.exr',
  '_published/BG_020/plate.0001.exr',
  '_published/.compline-staging-099/plate.0001.exr',
  'work/003/plate.exr',
];

test.each([
  ['the same sequence, with the version in its name', FILES[1], 12, FILES[2]],
  ['a file of the newest version', FILES[2], 12, FILES[2]],
  ['a file that no newer version has', FILES[0], 1, FILES[0]],
  ['of the same resource', FILES[5], 20, FILES[6]],
  ['a file that is gone', '_published/002_OK/plate_v002.0001.exr', 12, FILES[2]],
])('%s', async (_name, file = '', number, newest = '') => {
  const root = await temporaryFolder();
  for (const name of FILES) {
    await mkdir(path.join(root, path.dirname(name)), { recursive: true });
    await writeFile(path.join(root, name), '');
  }
  expect(await newestVersion(path.join(root, file))).toEqual({ number, path: path.join(root, newest) });
});

test('a file in no version’s folder has none', async () => {
  expect(await newestVersion('/show/renders/003/plate.exr')).toBeUndefined();
  expect(await newestVersion('/show/_published/plate.exr')).toBeUndefined();
});

test('all versions that hold a file, the newest first, and the one that is asked for', async () => {
  const root = await temporaryFolder();
  for (const name of FILES) {
    await mkdir(path.join(root, path.dirname(name)), { recursive: true });
    await writeFile(path.join(root, name), '');
  }
  const versions = await versionsOfFile(path.join(root, FILES[1] ?? ''));
  expect(
    versions?.map(({ number, state, isRead, path: file }) => [number, state, isRead, path.relative(root, file)]),
  ).toEqual([
    [12, 'CHK', false, '_published/012_CHK/plate_v012.0005.exr'],
    [3, 'OK', true, '_published/003_OK/plate_v003.0001.exr'],
  ]);
  const gone = await versionsOfFile(path.join(root, '_published/002_OK/plate.0001.exr'));
  expect(gone?.map(({ number }) => number)).toEqual([2, 1]);
  expect(await versionsOfFile('/show/renders/003/plate.exr')).toBeUndefined();
});
