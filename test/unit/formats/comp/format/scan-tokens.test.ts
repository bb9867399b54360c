import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ScannedToken, scanTokens } from '../../../../../server/formats/comp/format/scan-tokens.ts';
import { CompLexer } from '../../../../../server/formats/comp/lexer.ts';
import { compText, tokenSoup } from '../generate-comp.ts';

const lexer = new CompLexer();
const isComment = ({ kind }: ScannedToken): boolean => kind === 'line-comment' || kind === 'block-comment';

/** The tokens of the scanner without comments, and those of the lexer as far as the scanner goes. */
function bothReadings(text: string): { scanned: string[]; lexed: string[] } {
  const all = [...scanTokens(text)];
  const tokens = all.filter((token) => !isComment(token));
  const end = all.at(-1)?.end ?? 0;
  return {
    scanned: tokens.map(({ start, end }) => text.slice(start, end)),
    lexed: lexer.tokenize(text).tokens.flatMap(({ image, startOffset }) => (startOffset < end ? [image] : [])),
  };
}

test('the tokens are those of the lexer, up to what is no sound token', () => {
  fc.assert(
    fc.property(fc.oneof(compText, tokenSoup), (text) => {
      const { scanned, lexed } = bothReadings(text);
      expect(scanned).toEqual(lexed);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['{ A = -1.5e-017, [.5] = 0x1F, }', '{ A = -1.5e-017 , [ .5 ] = 0x1F , }'],
  ['{ ["a b"] = Fuse.X { \'c\' }; }', '{ [ "a b" ] = Fuse . X { \'c\' } ; }'],
  ['{ A = [=[ ] }]] ]=] --[[ x\n]] -- y\n}', '{ A = [=[ ] }]] ]=] --[[ x\n]] -- y }'],
  ['{ 目 = ordered() { } }\n\n\0\n', '{ 目 = ordered ( ) { } }'],
  ['{ A = "open\n}', '{ A ='],
  ['{ A @ }', '{ A'],
  ['{ --[[ open\n}', '{'],
  ['', ''],
])('%j', (text, expected) => {
  const images = Array.from(scanTokens(text), ({ start, end }) => text.slice(start, end));
  expect(images.join(' ')).toBe(expected);
});
