import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import { share } from '../comp/random-edits.ts';

/** Long enough for several chunks, with every kind of line end. */
const LARGE = Array.from(
  { length: 9_000 },
  (_, index) => `line ${index} é😀${['\n', '\r\n', '\r', '\n\n'][index % 4]}`,
).join('');

const edits = fc.array(
  fc.record({
    at: share,
    length: fc.oneof(fc.nat(30), fc.nat(100_000)),
    text: fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', '\t'), maxLength: 12 }),
      fc.constant(LARGE.slice(0, 70_000)),
    ),
  }),
  { maxLength: 12 },
);

describe('a text that is edited', () => {
  test('is the text that other documents make of the same edits, and its lines are theirs', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'a\r\nb\rc\n', LARGE), edits, (begin, list) => {
        let ours = DocumentText.of(begin);
        let whole = begin;
        for (const { at, length, text } of list) {
          const start = Math.floor(at * whole.length);
          const end = Math.min(whole.length, start + length);
          ours = ours.edited({ start, end }, text);
          whole = whole.slice(0, start) + text + whole.slice(end);
        }
        const peer = TextDocument.create('file:///a', 'x', 1, whole);
        expect(ours.length).toBe(whole.length);
        expect(ours.whole === whole).toBe(true);
        expect(ours.lineCount).toBe(peer.lineCount);
        for (let step = 0; step <= 40; step += 1) {
          const offset = Math.floor((whole.length * step) / 40);
          const position = peer.positionAt(offset);
          expect(ours.positionAt(offset)).toEqual(position);
          for (const character of [position.character, position.character + 1, position.character + 1_000, -1]) {
            const asked = { line: position.line, character };
            expect(ours.offsetAt(asked)).toBe(peer.offsetAt(asked));
          }
          expect(ours.slice(offset, offset + 50_000)).toBe(whole.slice(offset, offset + 50_000));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('an edit leaves the parts alone that it does not touch', () => {
    const before = DocumentText.of(LARGE);
    const after = before.edited({ start: 10, end: 11 }, 'x');
    expect(before.chunks.length).toBeGreaterThan(3);
    expect(after.chunks.filter((chunk) => !before.chunks.includes(chunk))).toHaveLength(1);
  });

  test.each([
    [{ line: -1, character: 3 }, 0],
    [{ line: 7, character: 0 }, 5],
    [{ line: 0, character: 9 }, 1],
    [{ line: 1, character: 9 }, 5],
  ])('a position outside: %j', (position, offset) => {
    expect(DocumentText.of('a\r\nbc').offsetAt(position)).toBe(offset);
  });
});
