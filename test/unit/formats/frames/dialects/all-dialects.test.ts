import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRAME_DIALECTS, frameDialect } from '../../../../../server/formats/frames/dialects/all-dialects.ts';
import { FrameList } from '../../../../../server/formats/frames/frame-list.ts';
import { frameRun } from '../../../../../server/formats/frames/frame-run.ts';
import { sortedFrames } from '../../../../../server/formats/frames/set-operations.ts';
import { anyFrames, anyList } from '../random-frames.ts';

/** The frames of a text in a dialect, or the code and place of its first error. */
function read(name: string, text: string): string {
  const parsed = frameDialect(name)?.parse(text);
  if (parsed?.frames !== undefined) return [...parsed.frames.frameTexts()].join(' ');
  return (parsed?.errors ?? []).map(({ code, start, end }) => `${code}@${start}-${end}`).join(' ');
}

describe('a text is read as its program reads it', () => {
  const cases: [dialect: string, text: string, frames: string][] = [
    ['lrc-toolbox', '1-10x4,3', '1 3 5 9 10'],
    ['lrc-toolbox', '1_0,\u0663, +4', '3 4 10'],
    ['lrc-toolbox', '1-3,5-4,x', 'range-descending@4-7 part-unreadable@8-9'],
    ['lrc-toolbox', '-5', 'part-unreadable@0-2'],
    ['lrc-toolbox', '99999999999999999999,1', '1 99999999999999999999'],
    ['lrc-toolbox', '1-99999999999999999999', 'frame-too-large@0-22'],
    ['lrc-toolbox', ',', 'no-frames@0-1'],
    ['fileseq', '5-1x2', '5 3 1'],
    ['fileseq', '1 0,#2', '10 2'],
    ['fileseq', '1-6y2', '2 4 6'],
    ['fileseq', '6-1:3', '6 3 4 2 5 1'],
    ['fileseq', '1.50-2.75x0.5', '1.5 2.0 2.5'],
    ['fileseq', '-0.5--1.5x0.5,3', '-0.5 -1.0 -1.5 3'],
    ['fileseq', '1,1.00', '1'],
    ['fileseq', '4.5-1y2', '3.5 1.5'],
    ['fileseq', '1-4.5:2,0.5', '1 3 2 4 0.5'],
    ['fileseq', '1-4y0.5', 'step-decimal@0-7'],
    ['fileseq', '1-2x0.5:', 'part-unreadable@7-8'],
    ['fileseq', '1 - 8 x - 2', 'step-negative@0-11'],
    ['fileseq', '1-20000000', 'too-many-frames@0-10'],
    ['fileseq', '', ''],
    ['fileseq', '1-1000000:1000000', 'too-many-runs@0-17'],
    ['fileseq', '1-\u001f3\u0085', '1 2 3'],
    ['fileseq', '\uFEFF1', 'part-unreadable@0-2'],
    ['openjd', '1 -\u001f3', '1 2 3'],
    ['openjd', '- \u001f1', '-1'],
    ['openjd', '\uFEFF1', 'part-unreadable@0-2'],
    ['lrc-toolbox', '\u001f1\u3000', '1'],
    ['flamenco', '\u00851\u3000', '1'],
    ['flamenco', '\u001f1', 'part-unreadable@0-2'],
    ['opencue-py', '1-3\n,5', '1 2 3 5'],
    ['opencue-py', '1\n\n', 'part-unreadable@1-3'],
    ['rust-frame-sequence', '1-300000@b,1-300000@b,5', 'too-many-runs@11-21'],
    ['opencue-java', '1,,', '1'],
    ['opencue-java', ',', ''],
    ['opencue-java', '20-1x1', ''],
    ['opencue-java', '5-5x-1', 'step-negative@0-6'],
    ['opencue-java', '2147483648', 'frame-too-large@0-10'],
    ['opencue-java', '-2147483648', '-2147483648'],
    ['opencue-java', '10-1:-4', '10 6 2 8 4 9 7 5 3 1'],
    ['opencue-py', '10-1:-4', '10 6 2 9 7 5 3 1 8 4'],
    ['opencue-py', '10-1y-3', '9 8 6 5 3 2'],
    ['opencue-py', '1,1,1', '1 1 1'],
    ['deadline', '1-10step4 3', '1 5 9 3'],
    ['deadline', '10:1:4', '10 6 2'],
    ['deadline', '1-5x0, 7-', 'step-zero@0-5 part-unreadable@9-9'],
    ['nuke', '1-3 2', '1 2 3 2'],
    ['nuke', '1,2', 'part-unreadable@1-3'],
    ['blender', '1,3..5', '1 3 4 5'],
    ['blender', '-1', 'part-unreadable@0-2'],
    ['flamenco', '5..3,1..2', '1 2'],
    ['flamenco', '9223372036854775807', '9223372036854775807'],
    ['flamenco', '9223372036854775808', 'frame-too-large@0-19'],
    ['slurm', '0-15:4%2', '0 4 8 12'],
    ['slurm', '4000001', 'frame-too-large@0-7'],
    ['slurm', '3-1', 'range-descending@0-3'],
    ['openjd', '3-1:-1,5', '3 2 1 5'],
    ['openjd', '3-1:-1,4', '1 2 3 4'],
    ['openjd', '1-5:2,2', 'ranges-overlap@6-7'],
    ['openjd', '- 5 - - 3', '-5 -4 -3'],
    ['openjd-spec', '1 - -1', '1'],
    ['rush', '10-1,-4 3', '10 6 2 3'],
    ['rush', '10-1', 'step-positive@0-4'],
    ['royalrender', '1 - 9 + 4', '1 5 9'],
    ['djv', '5-3,1', '5 4 3 1'],
    ['affogato', '1-6@4', '1 5 6'],
    ['qube', '9-1x4', '9 5 1'],
    ['rust-frame-sequence', '5-1@b', '5 1 3 4 2'],
    ['rust-frame-sequence', '1-2000000@b', 'too-many-frames@0-11'],
  ];
  test.each(cases)('%s: %j', (dialect, text, frames) => {
    expect(read(dialect, text)).toBe(frames);
  });

  test('fileseq: staggered ranges without end are refused before they are read', () => {
    expect(read('fileseq', new Array(100_000).fill('1-100000:500').join())).toMatch(/^too-many-runs@\d\d-\d\d$/);
    expect(frameDialect('fileseq')?.parse(new Array(1000).fill('1-999999999:9999').join()).errors).toHaveLength(12);
  });
});

const WRITTEN = FRAME_DIALECTS.filter(({ print }) => print !== undefined);

test('names are different, and some dialects are written', () => {
  expect(new Set(FRAME_DIALECTS.map(({ name }) => name)).size).toBe(FRAME_DIALECTS.length);
  expect(WRITTEN.map(({ name }) => name)).toEqual([
    'compline',
    'openjd',
    'fileseq',
    'opencue-java',
    'opencue-py',
    'deadline',
    'nuke',
    'blender',
    'flamenco',
    'lrc-toolbox',
    'slurm',
  ]);
});

test('each dialect has a row on the page, which says whether it is written', () => {
  const page = readFileSync(new URL('../../../../../docs/frames.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|.*\| (yes)? ?\|$/gm)].map(([, name, written]) => [
    name,
    written === 'yes',
  ]);
  expect(rows).toEqual(FRAME_DIALECTS.map(({ name, print }) => [name, print !== undefined]));
});

const SORTING = ['openjd', 'flamenco', 'lrc-toolbox', 'slurm'];

describe.each(WRITTEN)('what is written for $name', ({ name, parse, print }) => {
  test('is read back as the same frames, or refused', () => {
    let written = 0;
    fc.assert(
      fc.property(fc.oneof(anyList, anyFrames.map(FrameList.ofFrames)), (frames) => {
        const printed = print?.(frames) ?? { refused: '' };
        if ('refused' in printed) {
          expect(printed.refused).toMatch(/^[A-Z].*\.$/);
          return;
        }
        written++;
        const expected = SORTING.includes(name) ? sortedFrames(frames) : frames;
        expect([...(parse(printed.text).frames ?? [])]).toEqual([...expected]);
      }),
      { numRuns: 300 },
    );
    expect(written).toBeGreaterThan(20);
  });
});

describe('frames are written', () => {
  const list = (...runs: [first: number, to?: number, step?: number][]) =>
    FrameList.of(runs.map((run) => frameRun(...run)));
  const cases: [dialect: string, frames: FrameList, printed: string][] = [
    ['openjd', list([10], [1, 9, 2]), '1-9:2,10'],
    ['fileseq', list([10, 1, -3], [20, 30]), '10-1x3,20-30'],
    ['opencue-py', list([10, 1, -3], [5, 1], [1, 2]), '10-1x-3,5-1,1-2'],
    ['deadline', list([1, 9, 2], [2, 8, 2]), '1-9x2,2-8x2'],
    ['nuke', list([-8, -5], [3, 1]), '-8--5 3 2 1'],
    ['blender', list([1, 5], [7]), '1..5,7'],
    ['flamenco', list([7], [1, 9, 4]), '1,5,7,9'],
    ['lrc-toolbox', list([1, 9, 2], [10]), '1-10x2'],
    ['slurm', list([0, 12, 4]), '0-12:4'],
  ];
  test.each(cases)('for %s', (dialect, frames, text) => {
    expect(frameDialect(dialect)?.print?.(frames)).toEqual({ text });
  });

  const refused: [dialect: string, frames: FrameList, reason: RegExp][] = [
    ['flamenco', list([-1, 5]), /no frames below 0/],
    ['blender', list([-1]), /before the scene's end/],
    ['compline', list([1], [1]), /twice/],
    ['openjd', FrameList.ofTexts(['1', '1.5']), /^Frame 1\.5 is no whole number/],
    ['opencue-java', list([2 ** 31]), /no numbers beyond 2147483647/],
    ['fileseq', list([1, 99_999_999]), /more than 10000000/],
    ['flamenco', list([1, 99_999_999, 2]), /more than 1000000/],
    ['slurm', list(), /no frames/],
    ['slurm', list([5_000_000]), /beyond 4000000/],
  ];
  test.each(refused)('not for %s where it cannot say them', (dialect, frames, reason) => {
    expect(frameDialect(dialect)?.print?.(frames)).toEqual({ refused: expect.stringMatching(reason) });
  });
});
