import { DocumentText } from '../text/document-text.ts';
import type { TextChange } from '../text/range.ts';
import { detached, type TextChunk } from '../text/text-chunk.ts';
import { CompTool } from './model/comp-tool.ts';
import { CompVersion } from './model/comp-version.ts';
import { Flow } from './model/flow.ts';
import type { Comp } from './model.ts';
import { Names } from './read/names.ts';
import type { FileReading, TextReader } from './read/text-reader.ts';
import { toolFacts } from './read/tool-facts.ts';
import { OwnSource } from './read/tree-source.ts';
import { CompBlock, type CurrentText } from './skim/comp-block.ts';
import { BlockFinder, type BlockLines, SkimmedLines } from './skim/find-blocks.ts';
import type { LineTable } from './skim/line-table.ts';
import { misplacedBlocks } from './skim/misplaced-blocks.ts';
import { Skeleton } from './skim/skeleton.ts';

/** Texts longer than this, in UTF-16 code units, are not read. */
const LONGEST_TEXT = 50 * 1024 * 1024;

/**
 * A text of up to so many code units is first read in one go, where it is as Fusion writes it: many comps are opened
 * and few edited. The first edit splits it into blocks.
 */
const SMALL = 400_000;

/** What a version was made of. */
interface Made {
  readonly blocks: CompBlock[];
  readonly skeleton: Skeleton;
  readonly reading: FileReading;
  readonly flow: Flow;
}

/**
 * Reads the versions of one comp, one after the other. A comp is split into blocks, each read by itself and kept while
 * its text stands, and the skeleton that they stand in; so an edit inside of a tool costs the reading of that tool.
 */
export class CompReader implements CurrentText {
  readonly #reader: TextReader;
  readonly #names = new Names();
  readonly #lineTables = new WeakMap<TextChunk, LineTable>();
  #text = DocumentText.of('');
  #made: Made | undefined;

  constructor(reader: TextReader) {
    this.#reader = reader;
  }

  /** The text of the version that was read last. */
  get text(): DocumentText {
    return this.#text;
  }

  /**
   * Reads a version: the first one, or the one that `changes` make of the last, in their order. The work may pause
   * wherever this yields; until it is done no other version may be asked for. The comp of the version before is not
   * to be used any more.
   */
  *read(text: DocumentText, changes?: readonly TextChange[]): Generator<undefined, Comp> {
    const last = changes === undefined ? undefined : this.#made;
    const before = this.#text;
    this.#text = text;
    if (text.length > LONGEST_TEXT) return this.#version(this.#refuse());
    if (changes === undefined && text.length <= SMALL) {
      const made = yield* this.#readWhole();
      if (made !== undefined) return this.#version(made);
    }
    const lines = yield* SkimmedLines.of(text, this.#lineTables);
    const [change] = changes ?? [];
    if (last !== undefined && changes?.length === 1 && change !== undefined) {
      const patched = this.#patch(last, lines, before, change);
      if (patched !== undefined) return this.#version(patched);
    }
    const kept = survivors(last?.blocks ?? [], changes ?? []);
    const blocks = lines.areApart ? yield* this.#blocks(lines, kept) : [];
    return this.#version(yield* this.#assemble(blocks));
  }

  #version({ flow, skeleton, blocks, reading }: Made): Comp {
    return new CompVersion(this, this.#text, flow, skeleton, blocks, reading);
  }

  /** The one block that holds the change is made anew, if it is a block again; nothing else changes but its place. */
  #patch(last: Made, lines: SkimmedLines, before: DocumentText, { range, length }: TextChange): Made | undefined {
    if (!lines.areApart) return undefined;
    const index = last.blocks.findIndex((block) => block.keyStart < range.start && range.end < block.end);
    const old = last.blocks[index];
    if (old === undefined) return undefined;
    const by = length - (range.end - range.start);
    const line = lines.text.lineAt(old.start);
    const lineCount = old.lineCount + lines.text.lineCount - before.lineCount;
    if (lineCount < 2 || !BlockFinder.isBlock(lines, { line, lineCount })) return undefined;
    const block = this.#block(lines.text, { line, lineCount });
    if (block === undefined || block.length !== old.length + by || block.indent !== old.indent) return undefined;
    if (block.tool?.name !== old.tool?.name || block.tool?.id !== old.tool?.id) return undefined;
    last.blocks[index] = block;
    last.skeleton.replace(old, block);
    if (by !== 0) for (const later of last.blocks.slice(index + 1)) later.start += by;
    if (old.tool !== undefined && block.tool !== undefined) last.flow.update(old.tool, block.tool);
    else last.flow.rewire();
    block.tool = old.tool;
    return last;
  }

  *#blocks(lines: SkimmedLines, kept: ReadonlyMap<number, CompBlock>): Generator<undefined, CompBlock[]> {
    const { text } = lines;
    const known = [...kept.entries()].map(([start, block]) => ({
      line: text.lineAt(start),
      lineCount: block.lineCount,
    }));
    const found = new BlockFinder(lines).find(known);
    yield undefined;
    const blocks: CompBlock[] = [];
    for (const place of found) {
      const start = text.lineStart(place.line);
      const old = kept.get(start);
      if (old?.lineCount === place.lineCount) {
        old.start = start;
        blocks.push(old);
        continue;
      }
      const block = this.#block(text, place);
      if (block !== undefined) blocks.push(block);
      yield undefined;
    }
    return blocks;
  }

  /** Reads a block; undefined where its lines hold several entries. */
  #block(text: DocumentText, { line, lineCount }: BlockLines): CompBlock | undefined {
    const start = text.lineStart(line);
    const lastLine = text.lineStart(line + lineCount - 1);
    const nextLine = text.lineStart(line + lineCount);
    const length = lastLine + text.slice(lastLine, nextLine).indexOf('}') + 1 - start;
    // A text of its own is read quicker than a slice of a larger one.
    const written = detached(text.slice(start, start + length));
    const reading = this.#reader.entry(written);
    if (reading === undefined) return undefined;
    // The last line of the text has no line's end that would keep it apart from what is written behind it.
    const reach = nextLine - start + (line + lineCount === text.lineCount ? 1 : 0);
    const block = new CompBlock(this, { start, length, reach, lineCount }, this.#reader, reading);
    const facts = toolFacts(new OwnSource(written), reading.entry, this.#names);
    if (facts !== undefined) block.tool = new CompTool(facts, block, NOWHERE);
    return block;
  }

  #refuse(): Made {
    const skeleton = Skeleton.whole(DocumentText.of(''));
    const message = 'The text is longer than 50 MB and is not read.';
    const reading = { root: undefined, errors: [{ message, range: { start: 0, end: 0 } }], cutOff: false };
    this.#made = undefined;
    return { blocks: [], skeleton, reading, flow: new Flow(this.#names) };
  }

  /** Reads the whole text at once; undefined where it is not plain. */
  *#readWhole(): Generator<undefined, Made | undefined> {
    const skeleton = Skeleton.whole(this.#text);
    const reading = this.#reader.plainFile(skeleton.text);
    return reading && (yield* this.#make([], skeleton, reading));
  }

  *#assemble(blocks: CompBlock[]): Generator<undefined, Made> {
    const skeleton = yield* Skeleton.of(this.#text, blocks);
    return yield* this.#make(blocks, skeleton, this.#reader.file(skeleton.text));
  }

  *#make(blocks: CompBlock[], skeleton: Skeleton, reading: FileReading): Generator<undefined, Made> {
    const misplaced = skeleton.hasBlocks && reading.root ? misplacedBlocks(skeleton, reading.root) : undefined;
    // The tools that they are in have to be read as a whole.
    if (misplaced !== undefined && misplaced.size > 0) {
      return yield* this.#assemble(blocks.filter((block) => !misplaced.has(block)));
    }
    const flow = yield* Flow.of(skeleton, reading.root, this.#names);
    this.#made = { blocks, skeleton, reading, flow };
    return this.#made;
  }
}

/** The scope of a tool before the flow is put together. */
const NOWHERE = { owner: undefined, parent: undefined, tools: [], byName: new Map<string, never>() };

/** The blocks that changes leave alone, by where they begin afterwards. */
function survivors(blocks: readonly CompBlock[], changes: readonly TextChange[]): ReadonlyMap<number, CompBlock> {
  let kept = blocks.map((block) => ({ block, start: block.start }));
  for (const { range, length } of changes) {
    const by = length - (range.end - range.start);
    kept = kept.filter(({ block, start }) => range.end < start || range.start >= start + block.reach);
    for (const place of kept) if (place.start > range.start) place.start += by;
  }
  return new Map(kept.map(({ block, start }) => [start, block]));
}
