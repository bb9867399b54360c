import type { DocumentText } from '../../text/document-text.ts';
import { lastAtMost } from '../../text/document-text.ts';
import type { ToolPlace } from '../model/comp-tool.ts';
import type { Entry } from '../read/entry.ts';
import type { TreeSource } from '../read/tree-source.ts';
import type { CompBlock } from './comp-block.ts';

/** What stands for a block in the skeleton: an entry that every reader of comps reads. */
const PLACEHOLDER = '_={}';

/**
 * The text of a comp with a short entry in the place of each block: what the blocks stand in. Offsets of it lead to
 * offsets of the whole text.
 */
export class Skeleton implements TreeSource {
  readonly text: string;
  readonly blocks: readonly CompBlock[];
  /** By block: where its placeholder stands in the text. */
  readonly #places: Uint32Array;

  private constructor(text: string, blocks: readonly CompBlock[], places: Uint32Array) {
    this.text = text;
    this.blocks = blocks;
    this.#places = places;
  }

  /** The skeleton of a text whose blocks, in order, are `blocks`. */
  static of(text: DocumentText, blocks: readonly CompBlock[]): Skeleton {
    const parts: string[] = [];
    const places = new Uint32Array(blocks.length);
    let length = 0;
    let at = 0;
    for (const [index, block] of blocks.entries()) {
      const between = text.slice(at, block.keyStart);
      parts.push(between, PLACEHOLDER);
      places[index] = length + between.length;
      length += between.length + PLACEHOLDER.length;
      at = block.end;
    }
    parts.push(text.slice(at, text.length));
    return new Skeleton(parts.join(''), blocks, places);
  }

  /** An offset of the skeleton as one of the whole text; inside of a placeholder, near the end of its block. */
  absolute(offset: number): number {
    const index = lastAtMost(this.#places, offset, this.blocks.length);
    const block = this.blocks[index];
    const place = this.#places[index] ?? 0;
    if (block === undefined || offset < place) return offset;
    return offset === place ? block.keyStart : block.end + offset - place - PLACEHOLDER.length;
  }

  /** One of its entries with its place. */
  placeOf(entry: Entry): ToolPlace {
    return {
      text: this.text,
      entry,
      absolute: (offset) => this.absolute(offset),
      blockAt: (offset) => this.blockAt(offset),
      hides: () => false,
    };
  }

  hides(): boolean {
    return false;
  }

  /** The block whose placeholder begins at an offset of the skeleton. */
  blockAt(offset: number): CompBlock | undefined {
    const index = lastAtMost(this.#places, offset, this.blocks.length);
    return this.#places[index] === offset ? this.blocks[index] : undefined;
  }
}
