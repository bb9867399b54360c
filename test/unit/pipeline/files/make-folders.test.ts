import { stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolders } from '../../../../server/pipeline/files/make-folders.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test('the outermost folder that was made is told, none where all were there', async () => {
  const folder = await temporaryFolder();
  expect(await makeFolders(path.join(folder, 'a/b/c'))).toBe(path.join(folder, 'a'));
  expect(await makeFolders(path.join(folder, 'a/b/d'))).toBe(path.join(folder, 'a/b/d'));
  expect(await makeFolders(path.join(folder, 'a/b/c'))).toBeUndefined();
});

test.skipIf(process.platform === 'win32')('the mode holds for every folder that is made', async () => {
  const folder = await temporaryFolder();
  await makeFolders(path.join(folder, 'a/b'), 0o700);
  for (const made of ['a', 'a/b']) expect((await stat(path.join(folder, made))).mode & 0o777).toBe(0o700);
});

test('two who make the same folders at once both succeed', async () => {
  const folder = path.join(await temporaryFolder(), 'a/b/c/d');
  await Promise.all(Array.from({ length: 8 }, () => makeFolders(folder)));
  expect((await stat(folder)).isDirectory()).toBe(true);
});

const refused: readonly [where: string, code: RegExp, make: (folder: string) => Promise<string>][] = [
  [
    'a file stands there',
    /EEXIST/,
    async (folder) => {
      await writeFile(path.join(folder, 'file'), '');
      return path.join(folder, 'file');
    },
  ],
  [
    'a file stands on the way',
    /EEXIST/,
    async (folder) => {
      await writeFile(path.join(folder, 'file'), '');
      return path.join(folder, 'file/a/b');
    },
  ],
  [
    'a link to nothing stands there',
    /EEXIST/,
    async (folder) => {
      await symlink('nowhere', path.join(folder, 'link'));
      return path.join(folder, 'link');
    },
  ],
];
test.each(refused)('it is refused where %s', async (_where, code, make) => {
  const folder = await make(await temporaryFolder());
  await expect(makeFolders(folder)).rejects.toMatchObject({ code: expect.stringMatching(code) });
});
