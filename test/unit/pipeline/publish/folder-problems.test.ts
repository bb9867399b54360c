import { expect, test } from 'vitest';
import { folderProblems } from '../../../../server/pipeline/publish/folder-problems.ts';

const expected = [{ name: 'a.0001.exr', frame: 1 }];

test.each<[string, readonly string[]]>([
  ['a.0001.exr', []],
  ['.DS_Store', []],
  ['._a.0001.exr', []],
  ['Thumbs.db', []],
  ['desktop.ini', []],
  ['.nfs000000000123abcd00000001', []],
  ['a.00001.exr', ['duplicate']],
  ['A.0001.EXR', ['duplicate']],
  ['a.0002.exr', ['extra']],
  ['.nfs-notes', ['extra']],
  ['Thumbs.db.exr', ['extra']],
])('%s in the folder of a render', (name, kinds) => {
  expect(folderProblems('/out', expected, [name]).map(({ kind }) => kind)).toEqual(kinds);
});
