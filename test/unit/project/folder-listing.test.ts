import { describe, expect, test } from 'vitest';
import { FolderListing, spansOf } from '../../../server/project/folder-listing.ts';
import { type Span, sequenceNumber } from '../../../server/project/sequence.ts';

function listing(names: readonly string[], ignoresCase = false): FolderListing {
  const made = new FolderListing(ignoresCase);
  for (const name of names) made.add(name);
  return made;
}

function written(spans: readonly Span[] | undefined): string | undefined {
  return spans?.map(({ first, last }) => `${first}-${last}`).join(' ');
}

const NAMES = [
  ...['a.0001.exr', 'a.0003.exr', 'a.0002.exr', 'a.10000.exr', 'a.1.exr', 'a.00005.exr'],
  ...['b.1.exr', 'b.9.exr', 'b.10.exr'],
  ...['a_0001.exr', 'a.0001.dpx', 'shot.mp4', 'README', 'still.png', '.0001.exr'],
];

describe('the sequence of a name', () => {
  const cases: [string, string | undefined][] = [
    ['a.0001.exr', '1-3 10000-10000'],
    ['a.0099.exr', '1-3 10000-10000'],
    ['a.00001.exr', '5-5 10000-10000'],
    ['b.1.exr', '1-1 9-10'],
    ['b.10.exr', '1-1 9-10'],
    ['a_0001.exr', '1-1'],
    ['a.0001.dpx', '1-1'],
    ['c.0001.exr', ''],
    ['A.0001.EXR', ''],
    ['still.png', undefined],
    ['a.-001.exr', undefined],
  ];
  test.each(cases)('%s', (name, spans) => {
    expect(written(listing(NAMES).framesLike(name))).toBe(spans);
  });

  test('letter case makes no difference where the file system makes none', () => {
    expect(listing(NAMES, true).framesLike('A_0001.EXR')).toEqual([{ first: 1, last: 1 }]);
    expect(listing(NAMES, true).has('Still.PNG')).toBe(true);
    expect(listing(NAMES, false).has('Still.PNG')).toBe(false);
  });

  test('a name has a number here exactly where it has one for a Saver', () => {
    for (const name of NAMES) {
      expect(listing([name]).framesLike(name) !== undefined).toBe(sequenceNumber(name) !== undefined);
    }
  });
});

test('every name that was added is there, and no other', () => {
  const made = listing(NAMES);
  for (const name of NAMES) expect(made.has(name)).toBe(true);
  for (const name of ['a.0004.exr', 'a.01.exr', 'still', 'still.png2', '']) expect(made.has(name)).toBe(false);
});

test('composed and decomposed letters are the same', () => {
  expect(listing(['か\u3099.0001.exr']).framesLike('が.0001.exr')).toEqual([{ first: 1, last: 1 }]);
});

test('a listing that grows has what was added after it was asked', () => {
  const made = listing(['a.0001.exr']);
  expect(made.framesLike('a.0001.exr')).toEqual([{ first: 1, last: 1 }]);
  made.add('a.0002.exr');
  expect(made.framesLike('a.0001.exr')).toEqual([{ first: 1, last: 2 }]);
});

test.each([
  [[], ''],
  [[5], '5-5'],
  [[3, 1, 2, 2, 7], '1-3 7-7'],
])('spans of %j', (numbers, spans) => {
  expect(written(spansOf(numbers))).toBe(spans);
});
