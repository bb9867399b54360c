import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapedOffsets } from '../../../../../server/formats/comp/expressions/escaped-offsets.ts';
import { unescapeQuoted } from '../../../../../server/formats/comp/quoted-string.ts';

test.each<[content: string, found: string]>([
  ['Merge1.Blend', 'Merge1'],
  [':\\nreturn Merge1.Blend', 'Merge1'],
  ['Text(\\"a\\" .. Merge1.Blend)', 'Merge1'],
  ['\\065\\r\\n\\\\Merge1\\t', 'Merge1'],
  ['\\\r\nMerge1', 'Merge1'],
])('an offset in what %j says leads into it', (content, found) => {
  const source = unescapeQuoted(content);
  const toContent = escapedOffsets(content);
  const start = source.indexOf(found);
  expect(content.slice(toContent(start), toContent(start + found.length))).toBe(found);
  expect(toContent(source.length)).toBe(content.length);
});

test('every character leads to what it was written as', () => {
  const content = fc.array(fc.constantFrom('a', '1', '\\', '"', 'n', '😀', '\n')).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(content, (written) => {
      const source = unescapeQuoted(written);
      const toContent = escapedOffsets(written);
      for (let at = 0; at < source.length; at += 1) {
        const piece = written.slice(toContent(at), toContent(at + 1));
        expect(unescapeQuoted(piece)).toBe(source.charAt(at));
      }
    }),
  );
});
