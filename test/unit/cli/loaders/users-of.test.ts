import { expect, test } from 'vitest';
import { isOf } from '../../../../server/cli/loaders/users-of.ts';

test.each([
  ['/show/p/_published/001_OK', '/show/p/_published/001_OK/p.1001.exr', true],
  ['/show/p/_published/001_OK/', '/show/p/_published/001_OK/sub/p.mov', true],
  ['/show/p/_published/001_OK', '/show/p/_published/001_OK_2/p.1001.exr', false],
  ['/show/p/_published/001_OK/p.1007.exr', '/show/p/_published/001_OK/p.1001.exr', true],
  ['/show/p/_published/001_OK/p.1007.exr', '/show/p/_published/001_OK/p.01001.exr', false],
  ['/show/p/_published/001_OK/p.1007.exr', '/show/p/_published/002_OK/p.1001.exr', false],
  ['/show/p/a_010.mov', '/show/p/a_020.mov', false],
  ['/show/p/a_010.mov', '/show/p/a_010.mov', true],
])('what %s names holds %s: %s', (named, file, expected) => {
  expect(isOf(named)(file)).toBe(expected);
});
