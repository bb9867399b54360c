import type { IToken } from 'chevrotain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompReader } from '../../../../../server/formats/comp/comp-reader.ts';
import { CompLexer } from '../../../../../server/formats/comp/lexer.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { CompTreeReader } from '../../../../../server/formats/comp/parse-tree.ts';
import { entryOfValue } from '../../../../../server/formats/comp/read/entry-of-node.ts';
import { TextReader } from '../../../../../server/formats/comp/read/text-reader.ts';
import { BlockFinder, SkimmedLines } from '../../../../../server/formats/comp/skim/find-blocks.ts';
import { DocumentText } from '../../../../../server/formats/text/document-text.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../../fuzz.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../../../language/corpus.ts';
import { describeComp } from '../describe-comp.ts';
import { describeValue } from '../describe-tree.ts';
import { anyText } from '../generate-table.ts';
import { finish, readInBlocks } from '../read-in-blocks.ts';

const lexer = new CompLexer();
const careful = new CompTreeReader();

function linesOf(text: string): SkimmedLines {
  return finish(SkimmedLines.of(DocumentText.of(text), new WeakMap()));
}

const depthChange = ({ image }: IToken): number => Number(image === '{') - Number(image === '}');

/** What the braces among tokens do: how many more tables are open after them, and the fewest on the way. */
function nesting(tokens: readonly IToken[]): { readonly change: number; readonly lowest: number } {
  let change = 0;
  let lowest = 0;
  for (const token of tokens) {
    change += depthChange(token);
    lowest = Math.min(lowest, change);
  }
  return { change, lowest };
}

/** A string in long brackets, a comment in them, and a backslash that takes a line's end into its string. */
const MAY_SPAN_LINES = /\[=*\[|\\[\r\n]/;

/** What is known of the lines of a text is what the lexer says; false where strings or comments leave their lines. */
function expectLinesOfTokens(text: string): boolean {
  const lines = linesOf(text);
  if (!MAY_SPAN_LINES.test(text)) expect(lines.areApart).toBe(true);
  if (!lines.areApart) return false;
  const byLine = Array.from({ length: lines.text.lineCount }, (): IToken[] => []);
  const spanning: IToken[] = [];
  for (const token of lexer.tokenize(text).tokens) {
    const line = lines.text.lineAt(token.startOffset);
    if (lines.text.lineAt(token.startOffset + token.image.length - 1) !== line) spanning.push(token);
    byLine[line]?.push(token);
  }
  const measured: ReturnType<typeof nesting>[] = [];
  lines.each(0, lines.text.lineCount, (_line, { change, lowest }, row) => {
    measured.push({ change: change[row] ?? 0, lowest: lowest[row] ?? 0 });
  });
  expect(spanning).toEqual([]);
  expect(measured).toEqual(byLine.map(nesting));
  return true;
}

/** Every block is whole tokens: it opens one table, at the end of its first line, and closes it with its last brace. */
function expectBlocksOfTokens(text: string): number {
  const lines = linesOf(text);
  if (!lines.areApart) return 0;
  const { tokens } = lexer.tokenize(text);
  const blocks = new BlockFinder(lines).find();
  let next = 0;
  for (const { line, lineCount } of blocks) {
    const start = lines.text.lineStart(line);
    const end = lines.text.lineStart(line + lineCount);
    const own: IToken[] = [];
    // Blocks do not overlap: the tokens of one come after those of the last.
    for (let token = tokens[next]; token !== undefined && token.startOffset < end; token = tokens[next]) {
      if (token.startOffset >= start) own.push(token);
      next += 1;
    }
    const last = own.findLastIndex(({ image }) => image === '}');
    expect(text.slice(start, own[0]?.startOffset)).toMatch(/^[ \t]*$/);
    expect(text.indexOf('}', lines.text.lineStart(line + lineCount - 1))).toBe(own[last]?.startOffset);
    expect(own.slice(last + 1).every(({ image }) => image === ',')).toBe(true);
    expect(nesting(own)).toEqual({ change: 0, lowest: 0 });
    // From the end of the first line on the table stays open, so that nothing in it belongs to what stands around.
    const open = own.findLastIndex(({ startOffset }) => startOffset < lines.text.lineStart(line + 1));
    expect(own[open]?.image).toBe('{');
    expect(nesting(own.slice(open + 1, last))).toEqual({ change: 0, lowest: 0 });
  }
  return blocks.length;
}

describe('a line that opens a tool in another way than Fusion', () => {
  const FIELDS = 'Inputs = {\n\t\t\t\tBlend = Input {\n\t\t\t\t\tValue = 1,\n\t\t\t\t},\n\t\t\t},\n\t\t},\n';

  test.each([
    ['with two tables', `\t\tA = Merge { ${FIELDS}`],
    ['with a field', `\t\tA = Merge { NameSet = true,\n\t\t\t${FIELDS}`],
    ['after a line with the name', `\t\tA =\n\t\tMerge {\n\t\t\t${FIELDS}`],
    ['with the name of the table that it stands in', `\t\tTools = Merge {\n\t\t\t${FIELDS}`],
  ])('%s: its inputs are its own, also after an edit of them', (_what, tool) => {
    const text = `Composition {\n\tTools = {\n${tool}\t},\n}\n`;
    const reader = new CompReader(new TextReader());
    let document = DocumentText.of(text);
    finish(reader.read(document));
    for (const name of ['Gain', 'Size']) {
      const start = document.whole.indexOf(' = Input {') - name.length;
      const range = { start: name === 'Gain' ? start - 1 : start, end: start + name.length };
      document = document.edited(range, name);
      const comp = finish(reader.read(document, [{ range, length: name.length }]));
      expect(comp.tools.map(({ inputs }) => inputs.map((input) => input.name))).toEqual([[name]]);
    }
  });
});

describe('a comp read in blocks', { timeout: FUZZ_TIMEOUT }, () => {
  test('knows of its lines what the lexer knows', () => {
    let apart = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        if (expectLinesOfTokens(text)) apart += 1;
      }),
      { numRuns: fuzzRuns(4_000) },
    );
    expect(apart).toBeGreaterThan(fuzzRuns(1_500));
  });

  test('has blocks that begin and end with tokens, and whose braces balance', () => {
    let blocks = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        blocks += expectBlocksOfTokens(text);
      }),
      { numRuns: fuzzRuns(4_000) },
    );
    expect(blocks).toBeGreaterThan(fuzzRuns(2_000));
  });

  test('is what it would be if it were read in one piece, where nothing is wrong; and wrong where that is', () => {
    let sound = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const whole = careful.read(text);
        const comp = readInBlocks(text);
        expect(comp.errors.length === 0).toBe(whole.errors.length === 0);
        // What is wrong and how it is mended may differ: the indents of the whole text say more than those of a block.
        if (whole.root === undefined || whole.errors.length > 0) return;
        expect(comp.cutOff).toBe(false);
        sound += 1;
        expect(comp.root && entryOfValue(text, comp.root, 0)).toEqual(entryOfValue(text, whole.root, 0));
        // A comment that may span lines has the whole text read in one piece.
        const inOnePiece = parseComp(`${text}\n--[[ ]]`);
        if (inOnePiece.errors.length === 0) expect(describeComp(comp)).toEqual(describeComp(inOnePiece));
      }),
      { numRuns: fuzzRuns(1_500) },
    );
    expect(sound).toBeGreaterThan(fuzzRuns(150));
  });

  test.skipIf(!corpusPresent).each(corpusFiles)('%s', (file) => {
    const text = readCorpus(file);
    expectLinesOfTokens(text);
    expectBlocksOfTokens(text);
    expect(describeValue(readInBlocks(text).root)).toBe(describeValue(careful.read(text).root));
  });
});
