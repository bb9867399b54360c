import { describe, expect, test } from 'vitest';
import { parseFrames, printFrames } from '../../../../server/formats/frames/parse-frames.ts';

/** The frames of a text, or its errors as `code@start-end`. */
function read(text: string): string {
  const { frames, errors } = parseFrames(text);
  if (frames === undefined) return errors.map(({ code, start, end }) => `${code}@${start}-${end}`).join(' ');
  return [...frames].join(' ');
}

describe('a text is', () => {
  const cases: [text: string, frames: string][] = [
    ['1', '1'],
    ['1,5,10-13', '1 5 10 11 12 13'],
    ['1-20x5', '1 6 11 16 20'],
    ['1-10x3', '1 4 7 10'],
    ['1-10x100', '1 10'],
    ['0-4x2', '0 2 4'],
    ['5-5', '5'],
    ['5-5x3', '5'],
    ['20-1x5', '20 15 10 5 1'],
    ['3-1', '3 2 1'],
    ['-5--1', '-5 -4 -3 -2 -1'],
    ['-1--5x2', '-1 -3 -5'],
    ['2--1', '2 1 0 -1'],
    ['-0', '0'],
    ['007', '7'],
    ['1-5,3-7', '1 2 3 4 5 6 7'],
    ['5,1,5,1', '5 1'],
    ['1-7x3,1-7', '1 4 7 2 3 5 6'],
    ['7-1x3,7-1', '7 4 1 6 5 3 2'],
    [' 1 -\t3 x 2 ,\r\n 9 ', '1 3 9'],
    ['1 - -1', '1 0 -1'],
    ['1,,2,', '1 2'],
    [',1', '1'],
    ['-9007199254740991', '-9007199254740991'],
    ['00000000000000000000001', '1'],
  ];
  test.each(cases)('%j', (text, frames) => {
    expect(read(text)).toBe(frames);
  });
});

describe('a text is refused', () => {
  const cases: [text: string, errors: string][] = [
    ['', 'no-frames@0-0'],
    [' \n', 'no-frames@0-2'],
    [',,', 'no-frames@0-2'],
    ['1-', 'range-end-expected@2-2'],
    ['1-,2', 'range-end-expected@2-3'],
    ['1--', 'range-end-expected@2-3'],
    ['1-5x', 'step-expected@4-4'],
    ['1-5xx', 'step-expected@4-5'],
    ['x5', 'frame-expected@0-1'],
    ['5x2', 'step-without-range@1-2'],
    ['1-20x0', 'step-zero@5-6'],
    ['1-20x-5', 'step-negative@5-7'],
    ['1-10-20', 'step-or-comma-expected@4-5'],
    ['1-10x2-20', 'comma-expected@6-7'],
    ['1 2', 'range-or-comma-expected@2-3'],
    ['- 5', 'frame-expected@0-1'],
    ['--5', 'frame-expected@0-1'],
    ['+5', 'frame-expected@0-1'],
    ['1.5', 'range-or-comma-expected@1-2'],
    ['1e3', 'range-or-comma-expected@1-2'],
    ['1–5', 'range-or-comma-expected@1-2'],
    ['1-10X3', 'step-or-comma-expected@4-5'],
    ['1:5', 'range-or-comma-expected@1-2'],
    ['\u0661', 'frame-expected@0-1'],
    ['😀,1', 'frame-expected@0-2'],
    ['9007199254740992', 'frame-too-large@0-16'],
    ['-9007199254740993', 'frame-too-large@0-17'],
    ['1-2x9007199254740993', 'step-too-large@4-20'],
    ['-9007199254740991-1', 'range-too-long@0-19'],
    ['-9007199254740990-0,1-9007199254740990', 'too-many-frames@0-38'],
    ['1-8x0,b,99999999999999999999-1x-1', 'step-zero@4-5 frame-expected@6-7 frame-too-large@8-28 step-negative@31-33'],
  ];
  test.each(cases)('%j', (text, errors) => {
    expect(read(text)).toBe(errors);
  });
});

describe('an error says what stands there and what may', () => {
  const cases: [text: string, message: string][] = [
    ['1-', 'Found the end of the text where the last frame of the range is expected.'],
    ['1–5', 'Found "–" where "-" or "," is expected. Write dash and minus as "-".'],
    ['1-10X3', 'Found "X" where "x" or "," is expected. Write the step with a small x: 1-10x3.'],
    ['1-3;5', 'Found ";" where "x" or "," is expected. Separate frames by commas.'],
    ['1 5', 'Found "5" where "-" or "," is expected. Separate frames by commas.'],
    ['1..5', 'Found ".." where "-" or "," is expected. Write ranges 1-10, with a step 1-10x3.'],
    ['1.5', 'Found "." where "-" or "," is expected. Frames are whole numbers.'],
    ['- 5', 'Found "-" where a frame number is expected. A minus touches its number: -5.'],
    ['-\u0663', 'Found "\u0663" where a frame number is expected. Only the digits 0 to 9 are read.'],
    ['1--\u0663', 'Found "\u0663" where the last frame of the range is expected. Only the digits 0 to 9 are read.'],
    ['- a', 'Found "-" where a frame number is expected. A minus touches its number: -5.'],
    ['5x2', 'Found "x" after a single frame. A step follows a range: 1-10x3.'],
    ['１', 'Found "１" where a frame number is expected. Only the digits 0 to 9 are read.'],
    [`${'é'.repeat(40)}`, `Found "${'é'.repeat(24)}…" where a frame number is expected.`],
    ['9007199254740992', 'Frame "9007199254740992" is beyond ±9007199254740991.'],
  ];
  test.each(cases)('%j', (text, message) => {
    expect(parseFrames(text).errors.map((error) => error.message)).toEqual([message]);
  });
});

test('long ranges cost nothing', () => {
  const { frames } = parseFrames('1-999999999');
  expect(frames?.count).toBe(999_999_999);
  expect(frames && printFrames(frames)).toEqual({ text: '1-999999999' });
  expect(parseFrames('1-999999999x2,1-999999999x3').frames?.count).toBe(666_666_666);
  expect(parseFrames('0-9007199254740990').frames?.count).toBe(Number.MAX_SAFE_INTEGER);
});
