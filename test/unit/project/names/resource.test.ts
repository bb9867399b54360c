import { expect, test } from 'vitest';
import { isResource, marked, unmarked } from '../../../../server/project/names/resource.ts';

test.each([
  ['bg', 'bg', undefined, false],
  ['bg+restored-v3+', 'bg', 3, false],
  ['+restored-v12+', '', 12, false],
  ['bg+Backup+', 'bg', undefined, true],
  ['bg+restored-v3++backup+', 'bg', 3, true],
  ['bg+restored-v3++restored-v7+', 'bg', 7, false],
  ['bg+restored-v+', 'bg+restored-v+', undefined, false],
  ['+backup+bg', '+backup+bg', undefined, false],
])('%j is %j, restored from %j, a backup: %j', (text, resource, restoredFrom, isBackup) => {
  expect(unmarked(text)).toEqual({ resource, restoredFrom, isBackup });
});

test('marks are set in place of others, so that they do not pile up', () => {
  expect(marked({ resource: 'bg', restoredFrom: 3, isBackup: true })).toBe('bg+restored-v3++backup+');
  expect(marked({ resource: 'bg+restored-v3+', restoredFrom: 4, isBackup: false })).toBe('bg+restored-v4+');
  expect(marked({ ...unmarked('bg+backup+'), isBackup: false })).toBe('bg');
});

test.each([
  ['walk cycle', true],
  ['r'.repeat(30), true],
  ['r'.repeat(31), false],
  [`${'r'.repeat(30)}+restored-v123+`, true],
  ['+backup+', true],
  ['', false],
  ['v001', false],
  ['OK1', false],
  ['001', false],
  ['a.b', false],
  ['a_b', false],
])('%j may be a resource: %j', (block, expected) => {
  expect(isResource(block)).toBe(expected);
});
