import { describe, expect, test } from 'vitest';
import { CompReader } from '../../../../server/formats/comp/comp-reader.ts';
import { TextReader } from '../../../../server/formats/comp/read/text-reader.ts';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import type { TextChange } from '../../../../server/formats/text/range.ts';
import { generatedComp } from '../../../bench/generated-comp.ts';

function finish<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The code units that are read for an edit in the middle of a comp of so many bytes. */
function costOf(
  bytes: number,
  find: string,
  edit: (at: number) => { range: TextChange['range']; text: string },
): number {
  const reader = new TextReader();
  const comp = new CompReader(reader);
  const text = DocumentText.of(generatedComp(bytes));
  finish(comp.read(text));
  const before = reader.read;
  const { range, text: inserted } = edit(text.whole.indexOf(find, bytes / 2));
  finish(comp.read(text.edited(range, inserted), [{ range, length: inserted.length }]));
  return reader.read - before;
}

const KINDS: [string, string, (at: number) => { range: TextChange['range']; text: string }][] = [
  ['a digit in a value', '0.5 }', (at) => ({ range: { start: at, end: at }, text: '7' })],
  ['a value deleted', '0.5 }', (at) => ({ range: { start: at, end: at + 3 }, text: '' })],
  ['a quote opened', '"Output"', (at) => ({ range: { start: at, end: at + 1 }, text: '' })],
  [
    'another line',
    '\t\t\t\tCenter',
    (at) => ({ range: { start: at, end: at }, text: '\t\t\t\tBlend = Input { Value = 1, },\n' }),
  ],
  ['another source', 'SourceOp = "', (at) => ({ range: { start: at + 12, end: at + 12 }, text: 'x' })],
];

describe('what an edit inside of a tool makes the reader read', () => {
  test.each(KINDS)('%s: that tool, in 10 MB as in 1 MB', (_what, find, edit) => {
    const small = costOf(1_000_000, find, edit);
    expect(small).toBeGreaterThan(0);
    expect(small).toBeLessThan(1_200);
    expect(Math.abs(costOf(10_000_000, find, edit) - small)).toBeLessThan(30);
  });
});
