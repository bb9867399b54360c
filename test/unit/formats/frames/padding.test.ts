import { describe, expect, test } from 'vitest';
import {
  convertPadding,
  findPadding,
  frameName,
  PADDING_STYLES,
  type PaddingStyle,
  paddedFrame,
  paddingStyle,
} from '../../../../server/formats/frames/padding.ts';

function style(name: string): PaddingStyle {
  const found = paddingStyle(name);
  if (found === undefined) throw new Error(`no style ${name}`);
  return found;
}

test.each([
  [1, 4, '0001'],
  [12345, 4, '12345'],
  [0, 1, '0'],
  [-1, 4, '-001'],
  [-1, 1, '-1'],
  [-12345, 4, '-12345'],
])('frame %i with %i digits is %s', (frame, width, text) => {
  expect(paddedFrame(frame, width)).toBe(text);
});

describe('the frame token of a name', () => {
  const cases: [style: string, name: string, token: string | undefined, width: number | undefined][] = [
    ['printf', 'a.%04d.exr', '%04d', 4],
    ['printf', 'a.%d.exr', '%d', 1],
    ['printf', '100%%d.exr', undefined, undefined],
    ['printf', '%02d/a.%04d.exr', '%04d', 4],
    ['fusion', 'a_v002.0000.exr', '0000', 4],
    ['fusion', 'a0000.exr', '0000', 4],
    ['fusion', 'a.0000', '0000', 4],
    ['fusion', 'sh010/a.exr', undefined, undefined],
    ['fileseq', 'a.#.exr', '#', 4],
    ['fileseq', 'a.##.exr', '##', 8],
    ['fileseq', 'a.#@@.exr', '#@@', 6],
    ['fileseq', 'a.%03d.exr', '%03d', 3],
    ['fileseq', 'a.$F4.exr', '$F4', 4],
    ['nuke', 'a.####.exr', '####', 4],
    ['nuke', 'a.%05d.exr', '%05d', 5],
    ['blender', 'a_#.png', '#', 1],
    ['katana', 'a.####.exr', '####', 4],
    ['houdini', 'a.$F.exr', '$F', 1],
    ['houdini', '$HIP/a.$F4.exr', '$F4', 4],
    ['houdini', 'a.####.exr', undefined, undefined],
  ];
  test.each(cases)('%s: %s', (name, file, token, width) => {
    const found = findPadding(file, style(name));
    expect([found && file.slice(found.start, found.end), found?.width]).toEqual([token, width]);
  });
});

describe('a name is written for another program', () => {
  const cases: [from: string, name: string, to: string, converted: string | undefined][] = [
    ['nuke', 'a.####.exr', 'fileseq', 'a.#.exr'],
    ['fileseq', 'a.#.exr', 'nuke', 'a.####.exr'],
    ['fileseq', 'a.@@@.exr', 'printf', 'a.%03d.exr'],
    ['fusion', 'a.0000.exr', 'houdini', 'a.$F4.exr'],
    ['printf', 'a%%.%d.exr', 'blender', 'a%.#.exr'],
    ['nuke', '50%.####.exr', 'printf', '50%%.%04d.exr'],
    ['nuke', 'a.exr', 'printf', undefined],
  ];
  test.each(cases)('%s: %s for %s', (from, name, to, converted) => {
    expect(convertPadding(name, style(from), style(to))).toBe(converted);
  });

  test('and what each writes it reads', () => {
    for (const from of PADDING_STYLES) {
      for (const width of [1, 2, 3, 4, 5, 8]) {
        const name = `plate.${from.print(width)}.exr`;
        expect(findPadding(name, from)?.width).toBe(width);
        expect(frameName(name, 7, from)).toBe(`plate.${paddedFrame(7, width)}.exr`);
      }
    }
  });
});
