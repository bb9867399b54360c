import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { fileUri } from '../../../server/language/file-uri.ts';

test.each([
  ['/show/a.exr', 'file:///show/a.exr'],
  ['/show/a b#%ä.exr', 'file:///show/a%20b%23%25%C3%A4.exr'],
  ['/show/a\\b.exr', 'file:///show/a%5Cb.exr'],
  ['C:\\show\\a.exr', 'file:///C:/show/a.exr'],
  ['\\\\server\\show\\a.exr', 'file://server/show/a.exr'],
])('%s is %s', (path, uri) => {
  expect(fileUri(path)).toBe(uri);
});

test.each(['/show/a b#%ä?.exr', '/a'])('%s as Node writes it', (path) => {
  expect(new URL(fileUri(path)).href).toBe(pathToFileURL(path).href);
});
