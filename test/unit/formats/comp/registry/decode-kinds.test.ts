import { expect, test } from 'vitest';
import { decodeIds, decodeInput, decodeKinds } from '../../../../../server/formats/comp/registry/decode-kinds.ts';

test('front-coded names', () => {
  expect(decodeIds('0Merge 53D 4ing 0Blur')).toEqual(['Merge', 'Merge3D', 'Merging', 'Blur']);
});

test('lines of tools', () => {
  expect(decodeKinds('\nMerge\t12\tOutput,Mask\tA|n|3\tB\nGroup\t1\t\n')).toEqual([
    { id: 'Merge', uses: 12, outputs: ['Output', 'Mask'], inputs: ['A|n|3', 'B'] },
    { id: 'Group', uses: 1, outputs: [], inputs: [] },
  ]);
});

test.each([
  ['Size|nc|250|0.1~-2', { kinds: ['number'], connects: true, frequency: 0.25, min: 0.1, max: -2 }],
  ['Size|i|1000', { kinds: ['number'], connects: false, frequency: 1, integer: true }],
  [
    'Size|Fs|1||Over,Held Out',
    { kinds: ['FuID', 'string'], connects: false, frequency: 0.001, ids: ['Over', 'Held Out'] },
  ],
  ['Size|c|3', { kinds: [], connects: true, frequency: 0.003 }],
])('%s', (text, expected) => {
  expect(decodeInput(text)).toEqual({ name: 'Size', ...expected });
});
