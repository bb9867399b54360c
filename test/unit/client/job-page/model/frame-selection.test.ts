import { expect, test } from 'vitest';
import { FrameSelection } from '../../../../../client/job-page/model/frame-selection.ts';
import { ShownPlaces } from '../../../../../client/job-page/model/shown-places.ts';
import { framesText, joinSpans, sizeOf, withoutSpans } from '../../../../../client/job-page/model/spans.ts';

const everything = new ShownPlaces([{ first: 0, last: 99 }]);
/** Every frame but 10 to 89. */
const filtered = new ShownPlaces([
  { first: 0, last: 9 },
  { first: 90, last: 99 },
]);

test.each<[string, (selection: FrameSelection) => FrameSelection, string]>([
  ['one', (it) => it.select(5), '5'],
  ['another one instead', (it) => it.select(5).select(7), '7'],
  ['up to another one', (it) => it.select(5).extend(8, everything), '5-8'],
  ['back over the anchor', (it) => it.select(5).extend(8, everything).extend(3, everything), '3-5'],
  ['one more', (it) => it.select(5).toggle(8), '5,8'],
  ['one less', (it) => it.select(5).extend(8, everything).toggle(6), '5,7-8'],
  ['a second span beside the first', (it) => it.select(5).toggle(20).extend(22, everything), '5,20-22'],
  [
    'a second span made shorter',
    (it) => it.select(5).toggle(20).extend(25, everything).extend(21, everything),
    '5,20-21',
  ],
  ['what a filter hides is not selected with the rest', (it) => it.select(8).extend(91, filtered), '8-9,90-91'],
  ['all that is shown', (it) => it.select(5).all(filtered), '0-9,90-99'],
  ['nothing', (it) => it.select(5).clear(), ''],
])('%s', (_, act, expected) => {
  const selection = act(new FrameSelection());
  expect(framesText(selection.spans)).toBe(expected);
  for (let place = 0; place < 100; place += 1) {
    const inside = selection.spans.some(({ first, last }) => place >= first && place <= last);
    expect([place, selection.has(place)]).toEqual([place, inside]);
  }
});

test('the keyboard stays where it was when everything is let go', () => {
  expect(new FrameSelection().select(5).clear()).toMatchObject({ focus: 5, spans: [] });
});

test('cells and places of a filter', () => {
  expect(filtered.length).toBe(20);
  expect([0, 9, 10, 19, 20, -1].map((cell) => filtered.placeAt(cell))).toEqual([0, 9, 90, 99, -1, -1]);
  expect([0, 9, 50, 90, 99, 200].map((place) => filtered.cellOf(place))).toEqual([0, 9, 9, 10, 19, 19]);
  expect([9, 10, 90, 100].map((place) => filtered.has(place))).toEqual([true, false, true, false]);
  expect(new ShownPlaces([{ first: 0, last: 1e9 }], 1_000)).toMatchObject({ length: 1_000 });
  expect(new ShownPlaces([])).toMatchObject({ length: 0, spans: [] });
});

test('spans', () => {
  const spans = joinSpans([
    { first: 5, last: 6 },
    { first: 1, last: 2 },
    { first: 3, last: 3 },
    { first: 6, last: 9 },
  ]);
  expect(framesText(spans)).toBe('1-3,5-9');
  expect(sizeOf(spans)).toBe(8);
  expect(framesText(withoutSpans(spans, [{ first: 2, last: 6 }]))).toBe('1,7-9');
});
