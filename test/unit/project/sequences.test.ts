import { describe, expect, test } from 'vitest';
import { compressFrames } from '../../../server/formats/frames/compress.ts';
import { frameFile, groupSequences } from '../../../server/project/sequences.ts';

/** Each sequence as `lead<width>extension frames -gaps !other widths`, then the other names. */
function grouped(names: readonly string[], ignoresCase = false): readonly string[] {
  const { sequences, others } = groupSequences(names, ignoresCase);
  const told = sequences.map(({ lead, width, extension, frames, gaps, otherWidths }) => {
    const missing = gaps.count === 0 ? '' : ` -${compressFrames(gaps)}`;
    const mixed = otherWidths.length === 0 ? '' : ` !${otherWidths}`;
    return `${lead}<${width}>${extension} ${compressFrames(frames)}${missing}${mixed}`;
  });
  return [...told, ...others];
}

describe('the names of a folder', () => {
  const cases: [what: string, names: readonly string[], expected: readonly string[]][] = [
    ['nothing', [], []],
    ['one sequence', ['a.0002.exr', 'a.0001.exr', 'a.0003.exr'], ['a.<4>.exr 1-3']],
    ['gaps', ['a.0001.exr', 'a.0002.exr', 'a.0005.exr', 'a.0009.exr'], ['a.<4>.exr 1-2,5,9 -3-4,6-8']],
    ['every second frame', ['a.01.exr', 'a.03.exr', 'a.05.exr', 'a.07.exr'], ['a.<2>.exr 1-7x2 -2-6x2']],
    ['more digits than the padding', ['a.9999.exr', 'a.10000.exr', 'a.0001.exr'], ['a.<4>.exr 1,9999-10000 -2-9998']],
    ['numbers of one length', ['a.1001.exr', 'a.1002.exr'], ['a.<4>.exr 1001-1002']],
    ['no padding', ['a.8.exr', 'a.9.exr', 'a.10.exr'], ['a.<1>.exr 8-10']],
    [
      'mixed padding',
      ['a.0001.exr', 'a.0002.exr', 'a.1.exr', 'a.2.exr', 'a.00003.exr', 'a.1000.exr', 'a.10000.exr'],
      ['a.<1>.exr 1-2 !4,5', 'a.<4>.exr 1-2,1000 -3-999 !1,5', 'a.<5>.exr 3,10000 -4-9999 !1,4'],
    ],
    ['separators', ['a_001.exr', 'a001.exr', 'a.001.exr'], ['a<3>.exr 1', 'a.<3>.exr 1', 'a_<3>.exr 1']],
    ['extensions', ['a.01.exr', 'a.02.exr', 'a.01.dpx'], ['a.<2>.dpx 1', 'a.<2>.exr 1-2']],
    ['no extension', ['a0', 'a1'], ['a<1> 0-1']],
    ['digits alone', ['0001.exr', '0002.exr'], ['<4>.exr 1-2']],
    ['names without a number', ['README', 'a.exr', 'clip_01.mov'], ['README', 'a.exr', 'clip_01.mov']],
    ['a minus, which could be a dash', ['a.-001.exr'], ['a.-001.exr']],
    ['numbers beyond all frames', ['a.20261127181806123456.exr'], ['a.20261127181806123456.exr']],
    ['other letter cases', ['A.01.exr', 'a.02.exr'], ['A.<2>.exr 1', 'a.<2>.exr 2']],
    ['the same name twice', ['a.01.exr', 'a.01.exr'], ['a.<2>.exr 1']],
  ];
  test.each(cases)('%s', (_what, names, expected) => {
    expect(grouped(names)).toEqual(expected);
  });

  test('in another letter case are the same where the file system says so', () => {
    expect(grouped(['A.01.EXR', 'a.02.exr'], true)).toEqual(['A.<2>.EXR 1-2']);
  });
});

test('names are spelt as on disk, and the same in composed and decomposed letters', () => {
  const [sequence] = groupSequences(['e\u0301.0001.exr', '\u00e9.0002.exr']).sequences;
  expect(sequence && [1, 2, 10_000].map((frame) => frameFile(sequence, frame))).toEqual([
    'e\u0301.0001.exr',
    'e\u0301.0002.exr',
    'e\u0301.10000.exr',
  ]);
});

test('a long sequence is a few ranges', () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `plate.${String(at + 1001).padStart(6, '0')}.exr`);
  const [sequence] = groupSequences(names.toReversed()).sequences;
  expect(sequence?.frames.groups).toHaveLength(1);
});
