import type { IToken } from 'chevrotain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompReader } from '../../../../../server/formats/comp/comp-reader.ts';
import { CompLexer } from '../../../../../server/formats/comp/lexer.ts';
import { CompVersion } from '../../../../../server/formats/comp/model/comp-version.ts';
import { Flow } from '../../../../../server/formats/comp/model/flow.ts';
import type { Comp } from '../../../../../server/formats/comp/model.ts';
import { CompTreeReader } from '../../../../../server/formats/comp/parse-tree.ts';
import { entryOfValue } from '../../../../../server/formats/comp/read/entry-of-node.ts';
import { Names } from '../../../../../server/formats/comp/read/names.ts';
import { TextReader } from '../../../../../server/formats/comp/read/text-reader.ts';
import { BlockFinder, SkimmedLines } from '../../../../../server/formats/comp/skim/find-blocks.ts';
import { JOINED_LINE } from '../../../../../server/formats/comp/skim/line-table.ts';
import { Skeleton } from '../../../../../server/formats/comp/skim/skeleton.ts';
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

/** A comp that is not split into blocks. */
function inOnePiece(text: string): Comp {
  const document = DocumentText.of(text);
  const skeleton = Skeleton.whole(document);
  const reading = new TextReader().file(text);
  const flow = finish(Flow.of(skeleton, reading.root, new Names()));
  return new CompVersion({}, document, flow, skeleton, [], reading);
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

/** What is known of the lines of a text is what the lexer says; tells whether some of them are joined. */
function expectLinesOfTokens(text: string): boolean {
  const lines = linesOf(text);
  const { lineCount } = lines.text;
  const measured: ReturnType<typeof nesting>[] = [];
  /** By line: the line that it is joined to, or itself. */
  const heads: number[] = [];
  lines.each(0, lineCount, (line, table, row) => {
    measured.push({ change: table.change[row] ?? 0, lowest: table.lowest[row] ?? 0 });
    heads.push(table === JOINED_LINE ? (heads[line - 1] ?? -1) : line);
  });
  const byLine = Array.from({ length: lineCount }, (): IToken[] => []);
  for (const token of lexer.tokenize(text).tokens) {
    const first = heads[lines.text.lineAt(token.startOffset)] ?? -1;
    expect(heads[lines.text.lineAt(token.startOffset + token.image.length - 1)]).toBe(first);
    byLine[first]?.push(token);
  }
  expect(measured).toEqual(byLine.map(nesting));
  return heads.some((head, line) => head !== line);
}

/** Every block is whole tokens: it opens one table, at the end of its first line, and closes it with its last brace. */
function expectBlocksOfTokens(text: string): number {
  const lines = linesOf(text);
  const { tokens } = lexer.tokenize(text);
  const blocks = finish(new BlockFinder(lines).find());
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
    let joined = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        if (expectLinesOfTokens(text)) joined += 1;
      }),
      { numRuns: fuzzRuns(4_000) },
    );
    expect(joined).toBeGreaterThan(fuzzRuns(100));
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
        expect(describeComp(comp)).toEqual(describeComp(inOnePiece(text)));
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
