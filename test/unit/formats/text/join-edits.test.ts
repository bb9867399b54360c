import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { joinEdits } from '../../../../server/formats/text/join-edits.ts';
import type { TextEdit } from '../../../../server/formats/text/range.ts';

function joined(text: string, edits: readonly TextEdit[], longest: number): readonly TextEdit[] {
  const slice = (start: number, end: number) => text.slice(start, end);
  return [...joinEdits(edits, longest, slice)].filter((edit) => edit !== undefined);
}

test('neighbours are one as far as they reach, and do the same', () => {
  const text = 'a b c d e f';
  const edits = [1, 3, 5, 9].map((at) => ({ range: { start: at, end: at + 1 }, newText: '--' }));
  const few = joined(text, edits, 5);
  expect(few).toEqual([
    { range: { start: 1, end: 6 }, newText: '--b--c--' },
    { range: { start: 9, end: 10 }, newText: '--' },
  ]);
  expect(applyEdits(text, few)).toBe(applyEdits(text, edits));
});

test('any edits do the same when they are joined', () => {
  const stretch = fc.record({ gap: fc.nat(4), length: fc.nat(3), newText: fc.string({ maxLength: 3 }) });
  fc.assert(
    fc.property(
      fc.string({ minLength: 200, maxLength: 300 }),
      fc.array(stretch, { maxLength: 25 }),
      fc.nat(40),
      (text, stretches, longest) => {
        let at = 0;
        const edits = stretches.map(({ gap, length, newText }) => {
          const start = at + gap + 1;
          at = start + length;
          return { range: { start, end: at }, newText };
        });
        const few = joined(text, edits, longest);
        expect(applyEdits(text, few)).toBe(applyEdits(text, edits));
        expect(few.length).toBeLessThanOrEqual(edits.length);
      },
    ),
  );
});
