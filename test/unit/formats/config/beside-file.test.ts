import { expect, test } from 'vitest';
import { besideFile } from '../../../../server/formats/config/beside-file.ts';
import { isConfigName, isMistakenConfigName } from '../../../../server/formats/config/config-name.ts';

test.each([
  ['/show/compline.yaml', 'a.compline.yaml', '/show/a.compline.yaml'],
  ['/show/compline.yaml', './../studio\\a.compline.yaml', '/studio/a.compline.yaml'],
  ['/show/compline.yaml', '../../../a.yaml', '/a.yaml'],
  ['/show/compline.yaml', '/studio/../a.yaml', '/a.yaml'],
  ['/compline.yaml', 'a.yaml', '/a.yaml'],
  ['/show/compline.yaml', 'P:\\a.yaml', undefined],
  ['/show/compline.yaml', '\\\\nas\\a\\a.yaml', undefined],
  ['C:\\show\\compline.yaml', '../a.yaml', 'C:\\a.yaml'],
  ['C:\\show\\compline.yaml', 'D:/a/b.yaml', 'D:\\a\\b.yaml'],
  ['\\\\nas\\show\\x\\compline.yaml', '../../../a.yaml', '\\\\nas\\show\\a.yaml'],
  ['C:\\show\\compline.yaml', '/studio/a.yaml', undefined],
])('beside %s, %s is %s', (file, name, expected) => {
  expect(besideFile(file, name)).toBe(expected);
});

test.each([
  ['compline.yaml', true],
  ['studio.compline.yaml', true],
  ['a.b.compline.yaml', true],
  ['.compline.yaml', false],
  ['xcompline.yaml', false],
  ['compline.yml', false],
  ['compline.yaml.bak', false],
])('%s names a configuration: %s', (name, expected) => {
  expect(isConfigName(name)).toBe(expected);
});

test.each([
  ['compline.yml', true],
  ['Compline.yaml', true],
  ['COMPLINE.YML', true],
  ['compline.yaml', false],
  ['studio.compline.yml', false],
  ['xcompline.yml', false],
  ['compline.yml.bak', false],
])('%s is mistaken for the name of a configuration: %s', (name, expected) => {
  expect(isMistakenConfigName(name)).toBe(expected);
});
