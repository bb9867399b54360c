import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folderItems, readFolderItems } from '../../../server/project/folder-items.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function items(...names: readonly string[]): readonly string[] {
  const entries = names.map((name) => ({ name: name.replace('/', ''), isFolder: name.endsWith('/') }));
  return folderItems(entries).map(({ name, kind, frames, files }) =>
    frames === undefined ? `${kind} ${name}` : `${kind} ${name} ${frames.first}-${frames.last} ${files}`,
  );
}

test.each([
  ['folders first, each by name', ['b.txt', 'a.txt', 'z/', 'y/'], ['folder y', 'folder z', 'file a.txt', 'file b.txt']],
  [
    'a sequence once',
    ['p.0003.exr', 'p.0001.exr', 'p.0002.exr', 'q.0001.exr'],
    ['sequence p.0001.exr 1-3 3', 'file q.0001.exr'],
  ],
  [
    'extensions and digits apart',
    ['p.01.exr', 'p.02.exr', 'p.01.jpg', 'p.001.exr'],
    ['file p.001.exr', 'sequence p.01.exr 1-2 2', 'file p.01.jpg'],
  ],
  ['a sequence past its padding once', ['p.9999.exr', 'p.10000.exr', 'p.0001.exr'], ['sequence p.0001.exr 1-10000 3']],
  ['movies apart', ['m_01.mov', 'm_02.mov'], ['file m_01.mov', 'file m_02.mov']],
  ['folders with numbers as they are', ['v001/', 'v002/'], ['folder v001', 'folder v002']],
])('%s', (_name, names, expected) => {
  expect(items(...names)).toEqual(expected);
});

test('a folder on disk', async () => {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'sub'));
  await writeFile(path.join(folder, 'p.1.exr'), '');
  expect((await readFolderItems(folder)).map(({ name, kind }) => [name, kind])).toEqual([
    ['sub', 'folder'],
    ['p.1.exr', 'file'],
  ]);
  await expect(readFolderItems(path.join(folder, 'none'))).rejects.toThrow('ENOENT');
});
