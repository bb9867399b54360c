import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunks, coarseChunks, coarseFirst } from '../../../../server/formats/frames/chunk.ts';
import { compressFrames } from '../../../../server/formats/frames/compress.ts';
import { FrameList } from '../../../../server/formats/frames/frame-list.ts';
import { frameRun } from '../../../../server/formats/frames/frame-run.ts';
import { parseFrames } from '../../../../server/formats/frames/parse-frames.ts';
import { anyList } from './random-frames.ts';

const listOf = (text: string) => parseFrames(text).frames ?? FrameList.of([]);
const LONG = FrameList.of([frameRun(1, 999_999_999)]);

describe('chunks', () => {
  const cases: [text: string, size: number, chunks: readonly string[]][] = [
    ['1-10', 4, ['1-4', '5-8', '9-10']],
    ['1-10', 10, ['1-10']],
    ['1-3,10-12,20', 4, ['1-3,10', '11-12,20']],
    ['10-1', 5, ['10-6', '5-1']],
    ['1-20x5', 3, ['1-11x5', '16,20']],
    ['5', 100, ['5']],
  ];
  test.each(cases)('%s by %i', (text, size, expected) => {
    expect([...chunks(listOf(text), size)].map(compressFrames)).toEqual(expected);
  });

  test('together are the list, in order', () => {
    fc.assert(
      fc.property(anyList, fc.integer({ min: 1, max: 30 }), (list, size) => {
        const all = [...chunks(list, size)];
        expect(all.flatMap((chunk) => [...chunk])).toEqual([...list]);
        expect(all.slice(0, -1).every(({ count }) => count === size)).toBe(true);
        expect([...coarseChunks(list, size)].flatMap((chunk) => [...chunk]).sort()).toEqual([...list].sort());
      }),
    );
  });

  test('of a long range cost nothing until they are asked for', () => {
    expect([...chunks(LONG, 1000).take(2)].map(compressFrames)).toEqual(['1-1000', '1001-2000']);
    expect([...chunks(LONG, 500_000_000)].map(compressFrames)).toEqual(['1-500000000', '500000001-999999999']);
    const halves = listOf('1-999999999x2,1-999999999x3');
    expect([...chunks(halves, 2).take(1)].map(compressFrames)).toEqual(['1,3']);
  });

  test('of no frames there are none', () => {
    expect(() => [...chunks(LONG, 0)]).toThrow(RangeError);
    expect(() => [...coarseChunks(LONG, 1.5)]).toThrow(RangeError);
  });
});

describe('from coarse to fine', () => {
  const cases: [text: string, frames: string][] = [
    ['1', '1'],
    ['1-2', '1 2'],
    ['1-9', '1 9 5 3 7 2 4 6 8'],
    ['10-6', '10 6 8 9 7'],
    ['1-3,11,21', '1 21 3 2 11'],
  ];
  test.each(cases)('%s', (text, frames) => {
    expect([...coarseFirst(listOf(text))].join(' ')).toBe(frames);
  });

  test('the first frames spread over a long range', () => {
    expect([...coarseFirst(LONG).take(5)]).toEqual([1, 999_999_999, 500_000_000, 250_000_000, 749_999_999]);
  });
});
