import { describe, expect, test } from 'vitest';
import {
  baseOf,
  below,
  folderOf,
  isAbsoluteName,
  joinName,
  mapOf,
} from '../../../../server/formats/comp/folder-names.ts';

test.each([
  ['/show/a.exr', true, undefined, '/show', 'a.exr'],
  ['/a.exr', true, undefined, '/', 'a.exr'],
  ['C:\\show\\a.exr', true, undefined, 'C:\\show', 'a.exr'],
  ['C:\\a.exr', true, undefined, 'C:\\', 'a.exr'],
  ['\\\\server\\show\\a.exr', true, undefined, '\\\\server\\show', 'a.exr'],
  ['Comp:/plates/a.exr', false, 'Comp:', 'Comp:/plates', 'a.exr'],
  ['Comp:a.exr', false, 'Comp:', 'Comp:', 'a.exr'],
  ['a.exr', false, undefined, '', 'a.exr'],
])('%s: absolute %s, map %s, folder %s, base %s', (name, absolute, map, folder, base) => {
  expect([isAbsoluteName(name), mapOf(name), folderOf(name), baseOf(name)]).toEqual([absolute, map, folder, base]);
});

describe('a file below a folder', () => {
  test.each([
    ['/show', '/show/a/b.exr', 'a/b.exr'],
    ['/show/', '/show/b.exr', 'b.exr'],
    ['/', '/b.exr', 'b.exr'],
    ['/show', '/shows/b.exr', undefined],
    ['/show', '/show', undefined],
    ['/show', '/SHOW/b.exr', undefined],
    ['C:\\Show', 'c:/show/a\\b.exr', 'a\\b.exr'],
    ['\\\\Server\\show', '//server/Show/b.exr', 'b.exr'],
  ])('%s, %s: %s', (folder, file, rest) => {
    expect(below(folder, file)).toBe(rest);
  });
});

test.each([
  ['/new', 'a\\b.exr', '/new/a/b.exr'],
  ['/', 'b.exr', '/b.exr'],
  ['D:\\new', 'a/b.exr', 'D:\\new\\a\\b.exr'],
])('%s joined with %s is %s', (folder, rest, name) => {
  expect(joinName(folder, rest)).toBe(name);
});
