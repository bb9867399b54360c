import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodeUnits, writeAtOnce, writeOneByOne } from '../../../../../server/formats/comp/read/code-units.ts';

/** So much is looked at behind a text. */
const AHEAD = 4;

const codesOf = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

test.each([
  ['in Node', writeAtOnce],
  ['in a browser', writeOneByOne],
])(
  'the code units of any text, halves of pairs too, and zeros behind them whatever was read before: %s',
  (_, write) => {
    const units = new CodeUnits(write);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, isHalved) => {
        const written = isHalved ? `${text}\uD83D` : text;
        const found = units.of(written);
        expect([...found.slice(0, written.length)]).toEqual(codesOf(written));
        expect([...found.slice(written.length, written.length + AHEAD)]).toEqual([0, 0, 0, 0]);
      }),
    );
  },
);

test('a large text does not keep its memory', () => {
  const units = new CodeUnits();
  const small = units.of('small').buffer;
  const large = units.of('é'.repeat(2_000_000));
  expect([large[0], large[1_999_999], large[2_000_000]]).toEqual([0xe9, 0xe9, 0]);
  expect(units.of('again').buffer).toBe(small);
});
