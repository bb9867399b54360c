import type { DocumentText } from '../../text/document-text.ts';
import type { TextChunk } from '../../text/text-chunk.ts';
import { type JoinedLines, joinLines } from './joined-lines.ts';
import {
  BLANK_LINE,
  CLOSING_LINE,
  HEAD_LINE,
  JOINED_LINE,
  type LineTable,
  skimLines,
  TOOLS_LINE,
} from './line-table.ts';

/** The whole lines of one entry of the outermost table or of a `Tools` table that holds no `Tools` itself. */
export interface BlockLines {
  readonly line: number;
  readonly lineCount: number;
}

/** The lines of a version of a comp, measured; what is known of a chunk is kept while the chunk stands. */
export class SkimmedLines {
  readonly text: DocumentText;
  readonly #tables: readonly LineTable[];
  /** Lines of which a string or comment makes one, in order. */
  readonly #joined: readonly JoinedLines[];

  private constructor(text: DocumentText, tables: readonly LineTable[], joined: readonly JoinedLines[]) {
    this.text = text;
    this.#tables = tables;
    this.#joined = joined;
  }

  /** Measures a text. `known` holds what earlier versions measured. The work may pause wherever this yields. */
  static *of(text: DocumentText, known: WeakMap<TextChunk, LineTable>): Generator<undefined, SkimmedLines> {
    yield* text.prepare();
    const last = text.chunks.length - 1;
    const tables: LineTable[] = [];
    for (const [index, chunk] of text.chunks.entries()) {
      const lineCount = chunk.lineStarts.length - (index === last ? 0 : 1);
      let table = known.get(chunk);
      if (table?.lineCount !== lineCount) {
        table = skimLines(chunk, index === last);
        known.set(chunk, table);
        yield undefined;
      }
      tables.push(table);
    }
    return new SkimmedLines(text, tables, yield* joinLines(text, tables));
  }

  /** Whether a string or comment goes over the first or the last of so many lines, from outside to inside. */
  isCutInto({ line, lineCount }: BlockLines): boolean {
    const last = line + lineCount - 1;
    for (let index = this.#joinedFrom(line); index < this.#joined.length; index += 1) {
      const joined = this.#joined[index];
      if (joined === undefined || joined.first > last) return false;
      if (joined.first < line || joined.last > last) return true;
    }
    return false;
  }

  /** The lines `from` to before `to`, one after the other, to `see`. Joined lines are one, and blank lines behind it. */
  each(from: number, to: number, see: (line: number, table: LineTable, row: number) => void): void {
    let line = from;
    for (let index = this.#joinedFrom(from); line < to; index += 1) {
      const joined = this.#joined[index];
      this.#eachAlone(line, Math.min(to, joined?.first ?? to), see);
      if (joined === undefined || joined.first >= to) return;
      for (line = Math.max(line, joined.first); line < Math.min(to, joined.last + 1); line += 1) {
        see(line, line === joined.first ? joined.table : JOINED_LINE, 0);
      }
    }
  }

  /** The index of the first of the joined lines that do not end before a line. */
  #joinedFrom(line: number): number {
    let low = 0;
    let high = this.#joined.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#joined[middle]?.last ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #eachAlone(from: number, to: number, see: (line: number, table: LineTable, row: number) => void): void {
    if (from >= to) return;
    let chunk = this.text.chunkOfLine(from);
    let line = from;
    while (line < to) {
      const table = this.#tables[chunk];
      if (table === undefined) return;
      const first = this.text.firstLineOf(chunk);
      const end = Math.min(to, first + table.lineCount);
      for (; line < end; line += 1) see(line, table, line - first);
      chunk += 1;
    }
  }
}

/** A head whose table is open while the lines are gone through. */
interface OpenHead {
  readonly line: number;
  readonly indent: number;
  /** The tables that were open before it. */
  readonly depth: number;
  /** Its entries may be blocks: it is a `Tools` table. */
  readonly holdsBlocks: boolean;
  /** Among its lines is one with `Tools`. */
  hasTools: boolean;
}

/** So many blocks that are known, or lines, are gone over before there is a pause. */
const BETWEEN_PAUSES = 2_000;
const LINES_BETWEEN_PAUSES = 20_000;

/** So many tables are open among the entries of the outermost one. */
const IN_OUTERMOST = 1;

/** Whether entries of the table that `head` opens, or of the outermost one, are blocks; `depth` tables are open. */
function mayHold(head: OpenHead | undefined, depth: number): boolean {
  return head === undefined ? depth === IN_OUTERMOST : head.holdsBlocks;
}

/**
 * Whether a table is still open at a line with this indent, in which at least `lowest` tables are open. A brace too many
 * in a tool does not end the table that it is in, nor does a line that begins further left than it ought to: the indents
 * tell of the tools that follow.
 */
function staysOpen(head: OpenHead, indent: number, lowest: number, closes: boolean): boolean {
  if (head.holdsBlocks) return !closes || indent > head.indent;
  return indent > head.indent && lowest > head.depth;
}

/**
 * Finds the blocks of a comp by its lines alone. A block opens its table at the end of its first line and closes it on
 * a line of its own with the same indent; every line between is indented deeper and leaves the table open. So a block
 * stands by itself, whatever is wrong around it: a fault costs the block that it is in.
 */
export class BlockFinder {
  readonly #lines: SkimmedLines;
  readonly #open: OpenHead[] = [];
  readonly #found: BlockLines[] = [];
  #depth = 0;

  constructor(lines: SkimmedLines) {
    this.#lines = lines;
  }

  /** Every block in order; the work may pause wherever this yields. `kept` are blocks of which it is known that their lines still are one, in order. */
  *find(kept: readonly BlockLines[] = []): Generator<undefined, readonly BlockLines[]> {
    let line = 0;
    for (const [index, block] of kept.entries()) {
      if (index % BETWEEN_PAUSES === 0) yield undefined;
      this.#read(line, block.line);
      this.#pass(block);
      line = block.line + block.lineCount;
    }
    const { lineCount } = this.#lines.text;
    for (; line < lineCount; line += LINES_BETWEEN_PAUSES) {
      this.#read(line, Math.min(lineCount, line + LINES_BETWEEN_PAUSES));
      yield undefined;
    }
    return this.#found;
  }

  /** Whether the lines from `block.line` on are one block of so many lines, in a place that may hold one. */
  static isBlock(lines: SkimmedLines, block: BlockLines): boolean {
    const finder = new BlockFinder(lines);
    finder.#depth = IN_OUTERMOST;
    finder.#read(block.line, block.line + block.lineCount);
    const [found] = finder.#found;
    return finder.#found.length === 1 && found?.line === block.line && found.lineCount === block.lineCount;
  }

  #read(from: number, to: number): void {
    this.#lines.each(from, to, (line, table, row) => this.#see(line, table, row));
  }

  #see(line: number, table: LineTable, row: number): void {
    const flags = table.flags[row] ?? 0;
    if ((flags & BLANK_LINE) !== 0) return;
    const indent = table.indent[row] ?? 0;
    const lowest = this.#depth + (table.lowest[row] ?? 0);
    const closes = (flags & CLOSING_LINE) !== 0;
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
      if (staysOpen(top, indent, lowest, closes)) break;
      this.#open.pop();
      const isEnd = closes && indent === top.indent && this.#depth === top.depth + 1;
      this.#leave(top, isEnd ? line : undefined);
      if (isEnd) break;
    }
    const isTools = (flags & TOOLS_LINE) !== 0;
    const parent = this.#open.at(-1);
    if (isTools && parent !== undefined) parent.hasTools = true;
    if ((flags & HEAD_LINE) !== 0) {
      this.#open.push({ line, indent, depth: this.#depth, holdsBlocks: isTools, hasTools: isTools });
    }
    this.#depth += table.change[row] ?? 0;
  }

  /** Goes over a block that is known. */
  #pass(block: BlockLines): void {
    this.#lines.each(block.line, block.line + 1, (_line, table, row) => {
      const indent = table.indent[row] ?? 0;
      for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
        if (staysOpen(top, indent, this.#depth, false)) break;
        this.#open.pop();
        this.#leave(top, undefined);
      }
    });
    const parent = this.#open.at(-1);
    if (mayHold(parent, this.#depth)) this.#found.push(block);
  }

  /** A head is no longer open: closed rightly by the line `end`, or not. */
  #leave(head: OpenHead, end: number | undefined): void {
    const parent = this.#open.at(-1);
    if (head.hasTools && parent !== undefined) parent.hasTools = true;
    if (end === undefined || head.hasTools) return;
    if (!mayHold(parent, head.depth)) return;
    // A block swallows what was found inside of it.
    while ((this.#found.at(-1)?.line ?? -1) > head.line) this.#found.pop();
    this.#found.push({ line: head.line, lineCount: end - head.line + 1 });
  }
}
