import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles } from '../../../../server/cli/check/find-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'find-'));
  for (const file of ['b/z.comp', 'b/a.setting', 'b/notes.txt', 'B.COMP', '.hidden/c.comp', 'node_modules/d.comp']) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), '');
  }
});
afterEach(() => rm(folder, { recursive: true }));

const found = async (...paths: string[]) =>
  (await findFiles(paths.map((it) => path.join(folder, it)))).map((it) => path.relative(folder, it.path));

describe('findFiles', () => {
  it('finds comps and settings below a folder, in order', async () => {
    expect(await found('.')).toEqual(['B.COMP', 'b/a.setting', 'b/z.comp']);
  });

  it('takes a named file whatever its ending', async () => {
    expect(await found('b/notes.txt')).toEqual(['b/notes.txt']);
  });

  it('lists a file once, as named, when its folder is named too', async () => {
    const files = await findFiles([path.join(folder, 'b'), path.join(folder, 'b/z.comp')]);
    expect(files.map(({ isNamed }) => isNamed)).toEqual([false, true]);
  });

  it('leaves out what was kept of comps, unless it is named', async () => {
    for (const file of ['b/_versions/z_wip001.comp', 'b/_published/001_OK/z.comp', 'b/_preview/z.comp']) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), '');
    }
    expect(await found('.')).toEqual(['B.COMP', 'b/a.setting', 'b/z.comp']);
    expect(await found('b/_versions')).toEqual(['b/_versions/z_wip001.comp']);
    expect(await found('b/_published/001_OK/z.comp')).toEqual(['b/_published/001_OK/z.comp']);
  });

  it('does not walk in circles', async () => {
    await symlink(folder, path.join(folder, 'b/loop'));
    expect(await found('.')).toHaveLength(3);
  });

  it('refuses a path that does not exist', async () => {
    await expect(found('nowhere')).rejects.toMatchObject({ code: 'not-found', path: path.join(folder, 'nowhere') });
  });
});
