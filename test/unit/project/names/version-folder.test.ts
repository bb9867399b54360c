import { expect, test } from 'vitest';
import { parseVersionFolder, versionFolderName } from '../../../../server/project/names/version-folder.ts';

test.each([
  [1, 'WIP', '', '001_WIP'],
  [12, '', '', '012'],
  [12, 'v', '', '012'],
  [12, 'V', 'BG', 'BG_012'],
  [1234, 'OK', '', '1234_OK'],
  [3, 'OK', 'walk cycle', 'walk cycle_003_OK'],
])('version %i in state %j of %j has the folder %s', (number, state, resource, expected) => {
  expect(versionFolderName(number, state, resource)).toBe(expected);
  expect(parseVersionFolder(expected)).toEqual({ number, resource, state: /^v$/i.test(state) ? '' : state });
});

test.each([
  ['001_002', { resource: '001', number: 2, state: '' }],
  ['001_002_OK', { resource: '001', number: 2, state: 'OK' }],
  ['001_A+', { resource: '', number: 1, state: 'A+' }],
  ['001_R2', { resource: '', number: 1, state: 'R2' }],
  ['12', undefined],
  ['04_OK', undefined],
  ['OK', undefined],
  ['.compline-staging-004', undefined],
  ['v001', undefined],
  ['001_', undefined],
  ['001_OK_more', undefined],
  ['.compline-version-001', undefined],
])('%s', (name, expected) => {
  expect(parseVersionFolder(name)).toEqual(expected);
});
