import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compressFrames } from '../../../../server/formats/frames/compress.ts';
import { FRAME_DIALECTS } from '../../../../server/formats/frames/dialects/all-dialects.ts';
import { FrameList } from '../../../../server/formats/frames/frame-list.ts';
import { parseFrames } from '../../../../server/formats/frames/parse-frames.ts';
import { differenceOf, intersectionOf, unionOf } from '../../../../server/formats/frames/set-operations.ts';
import { WorkCounter } from '../../work-counter.ts';

let counter: WorkCounter;
beforeAll(async () => {
  counter = await WorkCounter.start('/server/formats/frames/');
});
afterAll(() => counter[Symbol.dispose]());

const SMALL = 600;
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

/** Lists of so many parts. */
const TEXTS: [what: string, text: (parts: number) => string][] = [
  [
    'single frames',
    (parts) =>
      upTo(parts)
        .map((at) => at * 3)
        .join(','),
  ],
  [
    'single frames in no order',
    (parts) =>
      upTo(parts)
        .map((at) => (at * 7919) % 100_003)
        .join(','),
  ],
  [
    'one frame again and again',
    (parts) =>
      upTo(parts)
        .map(() => 7)
        .join(','),
  ],
  [
    'ranges that overlap',
    (parts) =>
      upTo(parts)
        .map((at) => `${at * 5}-${at * 5 + 20}`)
        .join(','),
  ],
  [
    'ranges that hold each other',
    (parts) =>
      upTo(parts)
        .map((at) => `${at}-${3 * parts - at}`)
        .join(','),
  ],
  [
    'stepped ranges',
    (parts) =>
      upTo(parts)
        .map((at) => `${at * 50}-${at * 50 + 40}x4`)
        .join(','),
  ],
  [
    'stepped ranges that overlap',
    (parts) =>
      upTo(parts)
        .map((at) => `${at * 7}-${at * 7 + 60}x${2 + (at % 5)}`)
        .join(','),
  ],
  [
    'one stepped range again and again',
    (parts) =>
      upTo(parts)
        .map(() => '1-1000000x7')
        .join(','),
  ],
  [
    'errors',
    (parts) =>
      upTo(parts)
        .map((at) => `${at}-x`)
        .join(','),
  ],
  ['commas', (parts) => ','.repeat(parts)],
  ['blanks', (parts) => '1, '.repeat(parts)],
  ['minuses', (parts) => '-'.repeat(parts)],
];

/** How the work grows where the input grows tenfold. */
async function growth(work: (parts: number) => unknown): Promise<number> {
  await counter.count(() => work(SMALL));
  const small = await counter.count(() => work(SMALL));
  expect(small).toBeGreaterThan(SMALL);
  return (await counter.count(() => work(10 * SMALL))) / small;
}

describe('ten times the list is at most twelve times the work', () => {
  test.each(TEXTS)('to read: %s', async (_what, text) => {
    const texts = new Map([SMALL, 10 * SMALL].map((parts) => [parts, text(parts)]));
    expect(await growth((parts) => parseFrames(texts.get(parts) ?? ''))).toBeLessThan(12);
  });

  test('to read in any dialect', async () => {
    for (const dialect of FRAME_DIALECTS) {
      const separator = ['nuke', 'rush'].includes(dialect.name) ? ' ' : ',';
      const text = (parts: number) =>
        upTo(parts)
          .map((at) => at * 3)
          .join(separator);
      const texts = new Map([SMALL, 10 * SMALL].map((parts) => [parts, text(parts)]));
      expect(dialect.parse(texts.get(SMALL) ?? '').frames?.count).toBe(SMALL);
      expect(await growth((parts) => dialect.parse(texts.get(parts) ?? ''))).toBeLessThan(12);
    }
  });

  test('to compress, unite, intersect and subtract', async () => {
    const lists = new Map([SMALL, 10 * SMALL].map((parts) => [parts, listsOf(parts)]));
    const pair = (parts: number) => lists.get(parts) ?? listsOf(0);
    expect(await growth((parts) => compressFrames(pair(parts)[0]))).toBeLessThan(12);
    expect(await growth((parts) => unionOf(...pair(parts)))).toBeLessThan(12);
    expect(await growth((parts) => intersectionOf(...pair(parts)))).toBeLessThan(12);
    expect(await growth((parts) => differenceOf(...pair(parts)))).toBeLessThan(12);
  });
});

function listsOf(count: number): [FrameList, FrameList] {
  return [FrameList.ofFrames(upTo(count).map((at) => at * at)), FrameList.ofFrames(upTo(count).map((at) => at * 37))];
}

describe('a long range is as much work as a short one', () => {
  const works: [what: string, work: (last: number) => unknown][] = [
    ['read', (last) => parseFrames(`1-${last}`)],
    ['read and count overlapping steps', (last) => parseFrames(`1-${last}x2,1-${last}x3,1-${last}`).frames?.count],
    ['intersect', (last) => intersectionOf(list(`1-${last}x2`), list(`1-${last}x3`)).count],
    ['subtract', (last) => differenceOf(list(`1-${last}`), list(`5-${last}x7`)).count],
    ['compress', (last) => compressFrames(list(`1-${last}`))],
  ];
  const list = (text: string) => parseFrames(text).frames ?? FrameList.of([]);
  test.each(works)('to %s', async (_what, work) => {
    work(999);
    const short = await counter.count(() => work(99_999));
    expect(await counter.count(() => work(999_999_999))).toBeLessThan(short * 1.2 + 20);
  });
});
