import path from 'node:path';
import { expect, test } from 'vitest';
import { resolveMedia, resolveWithRoots } from '../../../server/project/media-path.ts';
import { Roots } from '../../../server/project/roots.ts';

const maps = new Map([['plates:', 'Comp:/../plates']]);

test.runIf(path.sep === '/').each([
  ['Comp:/../PLATE/a.0001.exr', '/show/PLATE/a.0001.exr'],
  ['Comp:a.exr', '/show/comp/a.exr'],
  ['comp:\\sub\\a.exr', '/show/comp/sub/a.exr'],
  ['Plates:a.exr', '/show/plates/a.exr'],
  ['sub/a.exr', '/show/comp/sub/a.exr'],
  ['sub\\a.exr', '/show/comp/sub/a.exr'],
  ['/mnt/a.exr', '/mnt/a.exr'],
])('%s is %s', (name, expected) => {
  expect(resolveMedia(name, '/show/comp', maps)).toEqual({ kind: 'path', path: expected });
});

test.runIf(path.sep === '/').each(['C:\\media\\a.exr', 'D:/a.exr', '\\\\server\\share\\a.exr'])(
  '%s is of Windows',
  (name) => {
    expect(resolveMedia(name, '/show/comp', maps)).toEqual({ kind: 'foreign', path: name });
  },
);

test('a map that is defined elsewhere stays unknown', () => {
  expect(resolveMedia('Macros:/a.exr', '/show/comp', maps)).toEqual({ kind: 'unknown-map', map: 'Macros:' });
});

const roots = new Roots(
  { plates: { windows: 'P:\\', linux: '/mnt/plates', macos: '/Volumes/plates', map: 'Plates2:' } },
  'linux',
);

test.runIf(path.sep === '/').each([
  ['P:\\sh010\\a.exr', '/mnt/plates/sh010/a.exr'],
  ['/volumes/plates/a.exr', '/mnt/plates/a.exr'],
  ['/mnt/plates/a.exr', '/mnt/plates/a.exr'],
  ['Plates2:sh010/a.exr', '/mnt/plates/sh010/a.exr'],
  ['Win:a.exr', '/mnt/plates/win/a.exr'],
  ['Comp:a.exr', '/show/comp/a.exr'],
  ['a.exr', '/show/comp/a.exr'],
  ['Q:\\a.exr', undefined],
  ['Macros:a.exr', undefined],
])('%s is %s by the roots of the project', (name, expected) => {
  const own = new Map([...maps, ['win:', 'P:\\win\\']]);
  expect(resolveWithRoots(name, '/show/comp', own, roots)).toBe(expected);
});
