import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameTokens } from '../../../../server/formats/frames/frame-tokens.ts';

/** Kinds by their first letter, each with its text; `N` is a number. */
function told(text: string): string {
  return frameTokens(text)
    .map(({ kind, start, end }) => `${kind === 'number' ? 'N' : kind[0]}(${text.slice(start, end)})`)
    .join(' ');
}

describe('the tokens of', () => {
  const cases: [text: string, tokens: string][] = [
    ['', ''],
    ['1,5', 'N(1) s(,) N(5)'],
    ['1-10x3', 'N(1) r(-) N(10) s(x) N(3)'],
    ['-5--1', 'N(-5) r(-) N(-1)'],
    ['1 - -5', 'N(1) b( ) r(-) b( ) N(-5)'],
    ['1 -5', 'N(1) b( ) r(-) N(5)'],
    ['1-5x-2', 'N(1) r(-) N(5) s(x) N(-2)'],
    ['---', 'r(-) r(-) r(-)'],
    ['-', 'r(-)'],
    ['1–5;é😀', 'N(1) e(–) N(5) e(;é😀)'],
    ['1\r\n,2', 'N(1) b(\r\n) s(,) N(2)'],
  ];
  test.each(cases)('%j', (text, tokens) => {
    expect(told(text)).toBe(tokens);
  });

  test('any text cover it without gaps', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'015-, xé😀') })),
        (text) => {
          let end = 0;
          for (const token of frameTokens(text)) {
            expect(token.start).toBe(end);
            expect(token.end).toBeGreaterThan(token.start);
            end = token.end;
          }
          expect(end).toBe(text.length);
        },
      ),
    );
  });
});
