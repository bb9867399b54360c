import type { DocumentText } from '../../text/document-text.ts';
import type { TextRange } from '../../text/range.ts';
import type { CompTool } from '../model/comp-tool.ts';
import type { CompSyntaxError } from '../model.ts';
import { Entry } from '../read/entry.ts';
import type { EntryReading, TextReader } from '../read/text-reader.ts';
import { type EntrySource, NO_BLOCKS } from '../read/tree-source.ts';

/** The text that blocks stand in, as it is now. */
export interface CurrentText {
  readonly text: DocumentText;
}

const NO_ERRORS: readonly CompSyntaxError[] = [];

/** Where a block stands, in code units. */
export type BlockPlace = Pick<CompBlock, 'start' | 'length' | 'reach' | 'indent'>;

/**
 * One entry of the outermost table or of a `Tools` table: a tool, mostly. It reads its text when somebody looks into
 * it and keeps what goes from tool to tool. It is moved when text before it changes, and stays while its own text does.
 */
export class CompBlock implements EntrySource {
  readonly hasBlocks = false;
  readonly #current: CurrentText;
  readonly #reader: TextReader;
  /** The tree of a text that has faults: reading it again would cost too much. */
  readonly #kept: Entry | undefined;
  /** From the start of its first line to after its last brace. */
  readonly length: number;
  /** From the start of its first line to where a change no longer touches its last one. */
  readonly reach: number;
  /** The blanks before the key. */
  readonly indent: number;
  /** What is wrong in it, in offsets of its text. */
  readonly errors: readonly CompSyntaxError[];
  /** Where its first line begins in the whole text. */
  start: number;
  /** The tool that it is; undefined for another entry. */
  tool: CompTool | undefined;

  /** `reading` may be left out where the text is plain. */
  constructor(
    current: CurrentText,
    { start, length, reach, indent }: BlockPlace,
    reader: TextReader,
    reading?: EntryReading,
  ) {
    this.#current = current;
    this.#reader = reader;
    this.start = start;
    this.length = length;
    this.reach = reach;
    this.indent = indent;
    this.errors = reading?.errors ?? NO_ERRORS;
    this.#kept = reading?.isPlain === false ? reading.entry : undefined;
  }

  /** Where its key begins in the whole text. */
  get keyStart(): number {
    return this.start + this.indent;
  }

  /** Where it ends in the whole text: after its last brace. */
  get end(): number {
    return this.start + this.length;
  }

  get text(): string {
    return this.#current.text.slice(this.start, this.end);
  }

  get extent(): TextRange {
    return { start: 0, end: this.length };
  }

  get entry(): Entry {
    return this.#kept ?? this.#reader.plainEntry(this.text) ?? Entry.empty();
  }

  absolute(offset: number): number {
    return this.start + offset;
  }

  blocksAt(): readonly never[] {
    return NO_BLOCKS;
  }

  hides(): boolean {
    return false;
  }
}
