import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../../server/checks/check.ts';
import { selectFixes } from '../../../server/language/select-fixes.ts';

function finding(title: string, edits: readonly (readonly [number, number])[], preferred = true): Finding {
  return {
    code: 'test',
    severity: 'error',
    message: title,
    range: { start: 0, end: 0 },
    fixes: [
      {
        title,
        preferred,
        edits: edits.map(([start, end]) => ({ range: { start, end }, newText: title })),
      },
    ],
  };
}

function selected(findings: readonly Finding[]): string[] {
  return selectFixes(findings).map((fix) => fix.title);
}

test.each([
  ['apart', [finding('a', [[0, 5]]), finding('b', [[7, 9]])], ['a', 'b']],
  ['side by side', [finding('a', [[0, 5]]), finding('b', [[5, 9]])], ['a', 'b']],
  ['overlapping', [finding('a', [[0, 5]]), finding('b', [[4, 9]])], ['a']],
  ['inside another', [finding('a', [[0, 9]]), finding('b', [[4, 5]])], ['a']],
  ['around another', [finding('a', [[4, 5]]), finding('b', [[0, 9]])], ['a']],
  ['two insertions in one place', [finding('a', [[3, 3]]), finding('b', [[3, 3]])], ['a']],
  ['an insertion at the edge of a replacement', [finding('a', [[3, 6]]), finding('b', [[6, 6]])], ['a']],
  [
    'one edit of a repair collides: all of it stays out',
    [
      finding('a', [[0, 5]]),
      finding('b', [
        [8, 9],
        [4, 6],
      ]),
    ],
    ['a'],
  ],
  ['a repair that asks first', [finding('a', [[0, 5]], false), finding('b', [[4, 6]])], ['b']],
])('%s', (_name, findings, expected) => {
  expect(selected(findings)).toEqual(expected);
});

test('the choice is the same as by comparing every pair', () => {
  const range = fc.tuple(fc.nat(60), fc.nat(6)).map(([start, length]): [number, number] => [start, start + length]);
  fc.assert(
    fc.property(fc.array(range, { maxLength: 40 }), (ranges) => {
      const findings = ranges.map((each, index) => finding(String(index), [each]));
      const taken: [number, number][] = [];
      const expected: string[] = [];
      for (const [index, [start, end]] of ranges.entries()) {
        const free = taken.every(([otherStart, otherEnd]) =>
          start === end || otherStart === otherEnd
            ? end < otherStart || otherEnd < start
            : end <= otherStart || otherEnd <= start,
        );
        if (!free) continue;
        taken.push([start, end]);
        expected.push(String(index));
      }
      expect(selected(findings)).toEqual(expected);
    }),
  );
});
