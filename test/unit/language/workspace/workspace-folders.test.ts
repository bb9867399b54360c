import { expect, test } from 'vitest';
import { WorkspaceFolders } from '../../../../server/language/workspace/workspace-folders.ts';

test.each([
  ['folders', { workspaceFolders: [{ uri: 'f:/a', name: 'a' }], rootUri: 'f:/b' }, ['f:/a']],
  ['a root alone', { rootUri: 'f:/b' }, ['f:/b']],
  ['no folder', { workspaceFolders: null, rootUri: null }, []],
])('a window with %s', (_name, params, expected) => {
  expect(new WorkspaceFolders(params).uris).toEqual(expected);
});
