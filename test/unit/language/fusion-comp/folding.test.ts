import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { foldsOf } from '../../../../server/language/fusion-comp/folding.ts';
import { compText } from '../../formats/comp/generate-comp.ts';

/** The folds of a text as `depth: first line-last line`, counted from 1. */
function foldsIn(text: string): string[] {
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  return [...foldsOf(parseComp(text))].flatMap((fold) =>
    fold === undefined
      ? []
      : [`${fold.depth}: ${lineOf(fold.start)}-${lineOf(fold.end)}${fold.kind === 'table' ? '' : ` ${fold.kind}`}`],
  );
}

test('tables over several lines fold, and the tools in groups do so once', () => {
  const text = `Composition {
    Range = { 1, 2 },
    Tools = {
      G = GroupOperator {
        Inputs = {
          A = Input { Value = 1 },
        },
        Tools = ordered() {
          B = Blur {
            Pos = { 1, 2 },
          },
        },
      },
      C = Blur { },
    },
  }`;
  expect(foldsIn(text)).toEqual(['0: 1-16', '1: 3-15', '2: 4-13', '3: 5-7', '3: 8-12', '4: 9-11']);
});

test('comments fold that go over several lines', () => {
  const text = `-- one
-- two
--[[ three
four ]]
{
  A = 1, -- five
  -- six

  -- seven
  B = "-- eight",
}`;
  expect(foldsIn(text)).toEqual(['0: 5-11', '0: 1-2 comment', '0: 3-4 comment']);
});

test('a table that is not closed folds to where it ends', () => {
  expect(foldsIn('{\n Tools = {\n  A = Blur {\n   B = 1,\n')).toEqual(['0: 1-4', '1: 2-4', '2: 3-4']);
});

test('each table folds once', () => {
  fc.assert(
    fc.property(compText, (text) => {
      const starts = [...foldsOf(parseComp(text))].flatMap((fold) => (fold === undefined ? [] : [fold.start]));
      expect(new Set(starts).size).toBe(starts.length);
      const opened = [...text.matchAll(/\{$/gm)].map(({ index }) => index + 1);
      expect([...starts].sort((a, b) => a - b)).toEqual(opened);
    }),
  );
});
