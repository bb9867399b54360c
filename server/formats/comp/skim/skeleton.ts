import type { DocumentText } from '../../text/document-text.ts';
import { lastAtMost } from '../../text/document-text.ts';
import type { TextRange } from '../../text/range.ts';
import type { ToolPlace } from '../model/comp-tool.ts';
import type { Entry } from '../read/entry.ts';
import { NO_BLOCKS, type TreeSource } from '../read/tree-source.ts';
import type { CompBlock } from './comp-block.ts';

/** What stands for blocks in the skeleton: an entry that every reader of comps reads. */
const PLACEHOLDER = '_={}';

/** So many blocks are gone over before there is a pause. */
const BETWEEN_PAUSES = 500;

/** Between two blocks that the skeleton has one entry for. */
const ONLY_COMMA = /^,[ \t\r\n]*$/;

/** Blocks that follow each other with nothing but commas between them, at one indent. */
interface Run {
  readonly blocks: CompBlock[];
  /** The text before it, after the run before. */
  readonly before: string;
}

/**
 * The text of a comp with a short entry in the place of each run of blocks: what the blocks stand in. It is short, however
 * many tools there are. Offsets of it lead to offsets of the whole text.
 */
export class Skeleton implements TreeSource {
  readonly text: string;
  readonly #runs: readonly Run[];
  /** By run: where its placeholder stands in the text. */
  readonly #places: Uint32Array;

  private constructor(runs: readonly Run[], rest: string) {
    const parts: string[] = [];
    let length = 0;
    this.#runs = runs;
    this.#places = new Uint32Array(runs.length);
    for (const [index, { before }] of runs.entries()) {
      this.#places[index] = length + before.length;
      parts.push(before, PLACEHOLDER);
      length += before.length + PLACEHOLDER.length;
    }
    this.text = [...parts, rest].join('');
  }

  /** The skeleton of a text whose blocks, in order, are `blocks`. The work may pause wherever this yields. */
  static *of(text: DocumentText, blocks: readonly CompBlock[]): Generator<undefined, Skeleton> {
    const runs: Run[] = [];
    let last: CompBlock | undefined;
    for (const [index, block] of blocks.entries()) {
      const before = text.slice(last?.end ?? 0, block.keyStart);
      if (last?.indent === block.indent && ONLY_COMMA.test(before)) runs.at(-1)?.blocks.push(block);
      else runs.push({ blocks: [block], before });
      last = block;
      if (index % BETWEEN_PAUSES === 0) yield undefined;
    }
    return new Skeleton(runs, text.slice(last?.end ?? 0, text.length));
  }

  /** The skeleton of a text without blocks: the text itself. */
  static whole(text: DocumentText): Skeleton {
    return new Skeleton([], text.whole);
  }

  /** Takes over another reading of a block, at the same place. */
  replace(old: CompBlock, block: CompBlock): void {
    for (const { blocks } of this.#runs) {
      const index = blocks.indexOf(old);
      if (index !== -1) blocks[index] = block;
    }
  }

  get hasBlocks(): boolean {
    return this.#runs.length > 0;
  }

  /** An offset of the skeleton as one of the whole text; inside of a placeholder, near the end of its last block. */
  absolute(offset: number): number {
    const index = lastAtMost(this.#places, offset, this.#runs.length);
    const blocks = this.#runs[index]?.blocks;
    const place = this.#places[index] ?? 0;
    if (blocks === undefined || offset < place) return offset;
    if (offset === place) return blocks[0]?.keyStart ?? offset;
    return (blocks.at(-1)?.end ?? 0) + offset - place - PLACEHOLDER.length;
  }

  /** One of its entries with its place. */
  placeOf(entry: Entry): ToolPlace {
    return new SkeletonPlace(this, entry);
  }

  hides(): boolean {
    return false;
  }

  /** The blocks whose placeholder begins at an offset of the skeleton. */
  blocksAt(offset: number): readonly CompBlock[] {
    const index = lastAtMost(this.#places, offset, this.#runs.length);
    return this.#places[index] === offset ? (this.#runs[index]?.blocks ?? NO_BLOCKS) : NO_BLOCKS;
  }
}

/** An entry of a skeleton. */
class SkeletonPlace implements ToolPlace {
  readonly entry: Entry;
  readonly #skeleton: Skeleton;

  constructor(skeleton: Skeleton, entry: Entry) {
    this.entry = entry;
    this.#skeleton = skeleton;
  }

  get text(): string {
    return this.#skeleton.text;
  }

  get hasBlocks(): boolean {
    return this.#skeleton.hasBlocks;
  }

  get extent(): TextRange {
    return { start: this.text.lastIndexOf('\n', this.entry.start) + 1, end: this.entry.end };
  }

  absolute(offset: number): number {
    return this.#skeleton.absolute(offset);
  }

  blocksAt(offset: number): readonly CompBlock[] {
    return this.#skeleton.blocksAt(offset);
  }

  hides(): boolean {
    return false;
  }
}
