import { expect, test } from 'vitest';
import { programLines } from '../../../../client/core/program-lines.ts';

test.each([
  ['a plain command line', ['ffmpeg', '-i', '{media}'], '• r: ffmpeg -i {media}'],
  ['arguments that hold blanks or nothing are quoted', ['a b', '', 'c'], '• r: "a b" "" c'],
  ['a long one is cut', ['x'.repeat(400)], `• r: ${'x'.repeat(300)} …`],
])('%s', (_, commandLine, line) => {
  expect(programLines([{ name: 'r', commandLine }], 'none')).toEqual([line]);
});

test('no program', () => expect(programLines([], 'none')).toEqual(['none']));
