import path from 'node:path';
import { expect, test } from 'vitest';
import { resolveMedia } from '../../../server/project/media-path.ts';

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
