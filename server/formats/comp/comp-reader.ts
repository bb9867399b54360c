import { DocumentText } from '../text/document-text.ts';
import type { TextChange } from '../text/range.ts';
import { detached, type TextChunk } from '../text/text-chunk.ts';
import { CompTool } from './model/comp-tool.ts';
import { CompVersion } from './model/comp-version.ts';
import { Flow } from './model/flow.ts';
import type { Comp } from './model.ts';
import type { Entry } from './read/entry.ts';
import { Names } from './read/names.ts';
import type { FileReading, TextReader } from './read/text-reader.ts';
import { toolFacts } from './read/tool-facts.ts';
import { OwnSource } from './read/tree-source.ts';
import { CompBlock, type CurrentText } from './skim/comp-block.ts';
import { BlockFinder, type BlockLines, SkimmedLines } from './skim/find-blocks.ts';
import type { LineTable } from './skim/line-table.ts';
import { misplacedBlocks } from './skim/misplaced-blocks.ts';
import { placeOfTool } from './skim/plain-blocks.ts';
import { restoreKeys } from './skim/restore-keys.ts';
import { Skeleton } from './skim/skeleton.ts';

/** Texts longer than this, in UTF-16 code units, are not read. */
const LONGEST_TEXT = 50 * 1024 * 1024;

/** Of a text of up to so many code units the tree is kept, where it is as Fusion writes it and has not been edited. */
const SMALL = 400_000;

/** What a version was made of. */
interface Made {
  readonly blocks: CompBlock[];
  /** The blocks were found by their lines: other blocks are the tools of a text that is plain. */
  readonly isByLines: boolean;
  readonly skeleton: Skeleton;
  readonly reading: FileReading;
  readonly flow: Flow;
}

/**
 * Reads the versions of one comp, one after the other. A comp is split into blocks, each read by itself and kept while
 * its text stands, and the skeleton that they stand in; so an edit inside of a tool costs the reading of that tool. Where
 * a text is plain, it is first read in one go and its tools are the blocks: many comps are opened and few edited.
 */
export class CompReader implements CurrentText {
  readonly #reader: TextReader;
  readonly #names = new Names();
  readonly #lineTables = new WeakMap<TextChunk, LineTable>();
  readonly #small: number;
  #text = DocumentText.of('');
  #made: Made | undefined;

  /** Texts of up to `small` code units are small. */
  constructor(reader: TextReader, small = SMALL) {
    this.#reader = reader;
    this.#small = small;
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
    let tools: readonly CompBlock[] = [];
    if (changes === undefined) {
      const made = text.length <= this.#small ? yield* this.#readWhole() : undefined;
      if (made !== undefined) return this.#version(made);
      const { blocks, isPlain } = yield* this.#toolsOf(text.whole);
      if (isPlain) return this.#version(yield* this.#assemble(blocks, false));
      tools = blocks;
    }
    const [change, ...more] = changes ?? [];
    const isOne = last !== undefined && change !== undefined && more.length === 0;
    if (isOne && !last.isByLines) {
      const patched = this.#patch(last, change, (old, length) => this.#plainBlock(old, length));
      if (patched !== undefined) return this.#version(patched);
    }
    const lines = yield* SkimmedLines.of(text, this.#lineTables);
    if (isOne && last.isByLines) {
      const patched = this.#patch(last, change, (old) => this.#blockOfLines(old, lines, before));
      if (patched !== undefined) return this.#version(patched);
    }
    const kept = survivors(last?.blocks ?? tools, changes ?? []);
    const known = last?.isByLines === true ? kept : NO_BLOCKS;
    return this.#version(yield* this.#assemble(yield* this.#blocks(lines, kept, known), true));
  }

  #version({ flow, skeleton, blocks, reading }: Made): Comp {
    return new CompVersion(this, this.#text, flow, skeleton, blocks, reading);
  }

  /**
   * The one block that holds the change is made anew, if it is a block again; nothing else changes but its place. `read`
   * makes it of so many code units.
   */
  #patch(
    last: Made,
    { range, length }: TextChange,
    read: (old: CompBlock, length: number) => CompBlock | undefined,
  ): Made | undefined {
    const index = last.blocks.findIndex((block) => block.keyStart < range.start && range.end < block.end);
    const old = last.blocks[index];
    if (old === undefined) return undefined;
    const by = length - (range.end - range.start);
    const block = read(old, old.length + by);
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

  /** Reads a block anew where its text is plain and was: then all of the text is, as it was. */
  #plainBlock(old: CompBlock, length: number): CompBlock | undefined {
    const written = detached(this.#text.slice(old.start, old.start + length));
    const entry = this.#reader.glanceAtTool(written);
    if (entry === undefined) return undefined;
    const reach = old.reach - old.length + length;
    const block = new CompBlock(this, { start: old.start, length, reach, indent: entry.start }, this.#reader);
    return this.#withTool(block, new OwnSource(written), entry, 0);
  }

  /** Reads a block anew where its lines still are one. */
  #blockOfLines(old: CompBlock, lines: SkimmedLines, before: DocumentText): CompBlock | undefined {
    const line = lines.text.lineAt(old.start);
    const lineCount = before.lineAt(old.end) + 1 - line + lines.text.lineCount - before.lineCount;
    if (lineCount < 2 || !BlockFinder.isBlock(lines, { line, lineCount })) return undefined;
    return this.#block(lines.text, { line, lineCount });
  }

  /** Reads a text tool by tool, as far as it is plain. */
  *#toolsOf(text: string): Generator<undefined, { readonly blocks: CompBlock[]; readonly isPlain: boolean }> {
    const blocks: CompBlock[] = [];
    const source = new OwnSource(text);
    const isPlain = yield* this.#reader.plainTools(text, (tool) => {
      const place = placeOfTool(text, tool);
      if (place === undefined) return;
      const block = new CompBlock(this, place, this.#reader);
      blocks.push(this.#withTool(block, source, tool, place.start));
    });
    return { blocks, isPlain };
  }

  /** Finds the blocks by their lines. Of `kept` the texts are known, and of `known` that their lines still are blocks. */
  *#blocks(
    lines: SkimmedLines,
    kept: ReadonlyMap<number, CompBlock>,
    known: ReadonlyMap<number, CompBlock>,
  ): Generator<undefined, CompBlock[]> {
    const { text } = lines;
    const places = [...known.entries()]
      .map(([start, { length }]) => {
        const line = text.lineAt(start);
        return { line, lineCount: text.lineAt(start + length) + 1 - line };
      })
      .filter((place) => !lines.isCutInto(place));
    yield undefined;
    const found = yield* new BlockFinder(lines).find(places);
    const blocks: CompBlock[] = [];
    for (const place of found) {
      const start = text.lineStart(place.line);
      const old = kept.get(start);
      if (old !== undefined && endsInLastLine(text, place, start + old.length)) {
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
    const place = { start, length, reach, indent: reading.entry.start };
    const block = new CompBlock(this, place, this.#reader, reading);
    return this.#withTool(block, new OwnSource(written), reading.entry, 0);
  }

  /** The block with the tool that it is; `entry` is read from `source`, in which the block begins at `origin`. */
  #withTool(block: CompBlock, source: OwnSource, entry: Entry, origin: number): CompBlock {
    const facts = toolFacts(source, entry, this.#names, origin);
    if (facts !== undefined) block.tool = new CompTool(facts, block, NOWHERE);
    return block;
  }

  #refuse(): Made {
    const skeleton = Skeleton.whole(DocumentText.of(''));
    const message = 'The text is longer than 50 MB and is not read.';
    const reading = { root: undefined, errors: [{ message, range: { start: 0, end: 0 } }], cutOff: false };
    this.#made = undefined;
    return { blocks: [], isByLines: true, skeleton, reading, flow: new Flow(this.#names) };
  }

  /** Reads the whole text at once; undefined where it is not plain. */
  *#readWhole(): Generator<undefined, Made | undefined> {
    const skeleton = Skeleton.whole(this.#text);
    const reading = this.#reader.plainFile(skeleton.text);
    return reading && (yield* this.#make([], true, skeleton, reading));
  }

  *#assemble(blocks: CompBlock[], isByLines: boolean): Generator<undefined, Made> {
    const skeleton = yield* Skeleton.of(this.#text, blocks);
    return yield* this.#make(blocks, isByLines, skeleton, this.#reader.file(skeleton.text));
  }

  *#make(
    blocks: CompBlock[],
    isByLines: boolean,
    skeleton: Skeleton,
    reading: FileReading,
  ): Generator<undefined, Made> {
    if (reading.root !== undefined && reading.errors.length > 0) restoreKeys(skeleton, reading.root);
    const misplaced = skeleton.hasBlocks && reading.root ? misplacedBlocks(skeleton, reading.root) : undefined;
    // The tools that they are in have to be read as a whole.
    if (misplaced !== undefined && misplaced.size > 0) {
      return yield* this.#assemble(
        blocks.filter((block) => !misplaced.has(block)),
        isByLines,
      );
    }
    const flow = yield* Flow.of(skeleton, reading.root, this.#names);
    this.#made = { blocks, isByLines, skeleton, reading, flow };
    return this.#made;
  }
}

const NO_BLOCKS: ReadonlyMap<number, CompBlock> = new Map();

/** Whether `offset` is in the last of the lines, or ends it. */
function endsInLastLine(text: DocumentText, { line, lineCount }: BlockLines, offset: number): boolean {
  return text.lineAt(offset) === line + lineCount - 1;
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
