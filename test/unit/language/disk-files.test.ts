import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { diskFiles } from '../../../server/language/disk-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function list(folder: string, isWanted = () => true): Promise<string[]> {
  const found: string[] = [];
  for await (const uri of diskFiles.list(
    pathToFileURL(folder).href,
    (name) => /\.(?:comp|setting)$/i.test(name),
    isWanted,
  )) {
    found.push(path.relative(folder, new URL(uri).pathname));
  }
  return found;
}

test('files whose names may be known are listed folder by folder; hidden folders and loops of links are not entered', async () => {
  const root = await temporaryFolder();
  for (const folder of ['b', 'a/deep', '.git', 'node_modules']) mkdirSync(path.join(root, folder), { recursive: true });
  for (const name of ['z.comp', 'b/1.SETTING', 'a/deep/2.comp', 'a/3.exr', '.git/4.comp', 'node_modules/5.comp']) {
    writeFileSync(path.join(root, name), '{ }');
  }
  symlinkSync(root, path.join(root, 'a/loop'), 'dir');
  expect(await list(root)).toEqual(['z.comp', 'a/deep/2.comp', 'b/1.SETTING']);
  expect(await list(root, () => false)).toEqual([]);
  expect(await list(path.join(root, 'gone'))).toEqual([]);
});

test('a file has a stamp and a text; what is no file, or no text, has none', async () => {
  const root = await temporaryFolder();
  const uri = (name: string) => pathToFileURL(path.join(root, name)).href;
  writeFileSync(path.join(root, 'a.comp'), '{ }');
  writeFileSync(path.join(root, 'binary.comp'), Buffer.from([0x7f, 0, 1, 2, 0, 3]));
  expect(await diskFiles.stamp(uri('a.comp'))).toMatchObject({ size: 3 });
  expect(await diskFiles.read(uri('a.comp'))).toBe('{ }');
  expect(await diskFiles.read(uri('binary.comp'))).toBeUndefined();
  for (const other of [pathToFileURL(root).href, uri('gone.comp'), 'untitled:a.comp', 'file://server/share/a.comp']) {
    expect(await diskFiles.stamp(other)).toBeUndefined();
    expect(await diskFiles.read(other)).toBeUndefined();
  }
});
