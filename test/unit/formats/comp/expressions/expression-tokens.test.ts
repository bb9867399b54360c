import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expressionTokens } from '../../../../../server/formats/comp/expressions/expression-tokens.ts';

/** The text of each coloured stretch with its kind, operators left out. */
function coloured(source: string): string[] {
  return expressionTokens(source)
    .filter(({ kind }) => kind !== 'operator')
    .map(({ kind, start, end }) => `${kind} ${source.slice(start, end)}`);
}

test.each<[source: string, tokens: string[]]>([
  [
    'iif(time > 1e-2, Merge1.Blend, Width)',
    ['function iif', 'variable time', 'number 1e-2', 'tool Merge1', 'property Blend', 'input Width'],
  ],
  [
    ':local a = "x" --[[ b ]] return not a:len() -- c',
    [
      ...['keyword local', 'variable a', 'string "x"', 'comment --[[ b ]]', 'keyword return', 'keyword not'],
      ...['variable a', 'function len', 'comment -- c'],
    ],
  ],
  ['nil == 0x1F', ['constant nil', 'number 0x1F']],
  ['Text([[a]])', ['function Text', 'string [[a]]']],
  ['endTime + doX', ['input endTime', 'input doX']],
])('%s', (source, tokens) => {
  expect(coloured(source)).toEqual(tokens);
});

test('operators are there too', () => {
  expect(expressionTokens('a.b ~= 1')).toContainEqual({ kind: 'operator', start: 4, end: 6 });
});

test('the stretches of any text lie in it, in order and apart', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (source) => {
      let after = 0;
      for (const { start, end } of expressionTokens(source)) {
        expect(start).toBeGreaterThanOrEqual(after);
        expect(end).toBeGreaterThan(start);
        after = end;
      }
      expect(after).toBeLessThanOrEqual(source.length);
    }),
  );
});
