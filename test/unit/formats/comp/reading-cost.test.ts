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

/** The most code units that are read between two pauses after something is typed in the middle of 5 MB, and in all. */
function piecesOf(find: string, by: number, typed: string): { readonly largest: number; readonly all: number } {
  const reader = new TextReader();
  const comp = new CompReader(reader);
  const text = DocumentText.of(generatedComp(5_000_000));
  finish(comp.read(text));
  const at = text.whole.indexOf(find, 2_500_000) + by;
  const change = { range: { start: at, end: at }, length: typed.length };
  const work = comp.read(text.edited(change.range, typed), [change]);
  const begin = reader.read;
  let largest = 0;
  for (let before = begin, isDone = false; !isDone; before = reader.read) {
    isDone = work.next().done === true;
    largest = Math.max(largest, reader.read - before);
  }
  return { largest, all: reader.read - begin };
}

describe('what is typed into a tool has nothing but that tool and the head of the comp read', () => {
  test.each([
    ['an opening brace', 3, '{'],
    ['an opening brace at the start of a line', 0, '{'],
    ['a closing brace at the start of a line', 0, '}'],
    ['a word at the start of a line', 0, 'Name'],
    ['a long bracket', 3, '[['],
    ['the beginning of a comment of lines', 3, '--[['],
    ['a quote and a backslash', 3, '"\\'],
    ['another equals sign', 3, '='],
  ])('%s', (_what, by, typed) => {
    const { largest, all } = piecesOf('\t\t\tNameSet', by, typed);
    expect(largest).toBeLessThan(5_000);
    expect(all).toBeLessThan(20_000);
  });

  test('a letter of its name', () => {
    expect(piecesOf(' = Transform', 0, 'x').all).toBeLessThan(5_000);
  });
});

describe('what an edit inside of a tool makes the reader read', () => {
  test.each(KINDS)('%s: that tool, in 10 MB as in 1 MB', (_what, find, edit) => {
    const small = costOf(1_000_000, find, edit);
    expect(small).toBeGreaterThan(0);
    expect(small).toBeLessThan(1_200);
    expect(Math.abs(costOf(10_000_000, find, edit) - small)).toBeLessThan(30);
  });
});
