import { describe, expect, test } from 'vitest';
import { platformOf, Roots } from '../../../server/project/roots.ts';

const ROOTS = {
  show: { windows: '\\\\nas\\show\\', linux: '/mnt/show', macos: '/Volumes/show' },
  plates: { windows: 'P:', linux: '/mnt/show/plates/', map: 'Plates:' },
  cache: { windows: 'C:/cache', linux: '/cache', macos: '/cache' },
  empty: {},
};
const roots = new Roots(ROOTS, 'linux');

describe('the root that a path is below', () => {
  test.each([
    ['/mnt/show/sh010/a.exr', 'show linux sh010/a.exr'],
    ['/mnt/show', 'show linux '],
    ['/mnt/show/', 'show linux '],
    ['/mnt//show/./sh010/../a.exr', 'show linux a.exr'],
    ['/mnt/show/plates/a.exr', 'plates linux a.exr'],
    ['/mnt/show\\plates\\a.exr', 'plates linux a.exr'],
    ['P:\\sh010\\a.exr', 'plates windows sh010/a.exr'],
    ['p:/sh010/a.exr', 'plates windows sh010/a.exr'],
    ['P:sh010/a.exr', 'plates windows sh010/a.exr'],
    ['P:', 'plates windows '],
    ['\\\\NAS\\Show\\SH010\\a.exr', 'show windows SH010/a.exr'],
    ['//nas/show/a.exr', 'show windows a.exr'],
    ['\\\\nas\\\\show\\a.exr', 'show windows a.exr'],
    ['\\\\?\\P:\\a.exr', 'plates windows a.exr'],
    ['\\\\?\\UNC\\nas\\show\\a.exr', 'show windows a.exr'],
    ['/volumes/SHOW/a.exr', 'show macos a.exr'],
    ['c:\\CACHE\\a 🎬.exr', 'cache windows a 🎬.exr'],
    ['Plates:sh010/a.exr', 'plates map sh010/a.exr'],
    ['plates:\\sh010\\a.exr', 'plates map sh010/a.exr'],
    ['/cache/a.exr', 'cache linux a.exr'],
    ['/MNT/show/a.exr', undefined],
    ['/mnt/shows/a.exr', undefined],
    ['/mnt/show/../a.exr', undefined],
    ['\\\\nas\\shows\\a.exr', undefined],
    ['\\\\nas', undefined],
    ['Q:\\a.exr', undefined],
    ['Plates:../a.exr', undefined],
    ['Comp:a.exr', undefined],
    ['sh010/a.exr', undefined],
    ['', undefined],
  ])('%s', (path, expected) => {
    const found = roots.under(path);
    expect(found && `${found.root} ${found.notation} ${found.rest}`).toBe(expected);
  });
});

describe('a path on another platform', () => {
  test.each([
    ['/mnt/show/sh010/a.exr', 'windows', '\\\\nas\\show\\sh010\\a.exr'],
    ['/mnt/show/sh010/a.exr', 'macos', '/Volumes/show/sh010/a.exr'],
    ['/mnt/show/sh010/a.exr', 'linux', '/mnt/show/sh010/a.exr'],
    ['P:\\a\\b.exr', 'linux', '/mnt/show/plates/a/b.exr'],
    ['Plates:a\\b.exr', 'windows', 'P:\\a\\b.exr'],
    ['/mnt/show/plates', 'windows', 'P:\\'],
    ['/cache/a/b.exr', 'windows', 'C:/cache/a/b.exr'],
    // The innermost root has no path on macOS; the one around it has.
    ['/mnt/show/plates/a.exr', 'macos', '/Volumes/show/plates/a.exr'],
    ['P:\\a.exr', 'macos', undefined],
    ['/elsewhere/a.exr', 'windows', undefined],
  ] as const)('%s on %s', (path, platform, expected) => {
    expect(roots.translate(path, platform)).toBe(expected);
  });

  test('there and back is the same path', () => {
    for (const path of ['/mnt/show/sh010/a.exr', '/mnt/show/plates/b.exr', '/cache/c.exr']) {
      expect(roots.translate(roots.translate(path, 'windows') ?? '', 'linux')).toBe(path);
    }
  });
});

test('a path is written with the path map of its root', () => {
  expect(roots.withMap({ root: 'plates', rest: 'sh010/a.exr' })).toBe('Plates:sh010/a.exr');
  expect(roots.withMap({ root: 'show', rest: 'a.exr' })).toBeUndefined();
  expect(roots.withMap({ root: 'toString', rest: 'a.exr' })).toBeUndefined();
});

test('the paths of a root, of this machine first', () => {
  expect(roots.foldersOf('show')).toEqual(['/mnt/show', '\\\\nas\\show\\', '/Volumes/show']);
  expect(roots.foldersOf('none')).toEqual([]);
});

test('platforms as Node names them', () => {
  expect(['win32', 'darwin', 'linux', 'freebsd'].map(platformOf)).toEqual(['windows', 'macos', 'linux', 'linux']);
});
