import type { Entry } from './entry.ts';

/** A text that entries were read from, and where it stands. */
export interface TreeSource {
  readonly text: string;
  /** An offset of this text as one of the whole comp. */
  absolute(offset: number): number;
  /** Whether there may be an entry that stands for something else, or hides it. */
  readonly hasBlocks: boolean;
  /** What an entry that begins at `offset` only stands for: other texts, each of which holds an entry. None for an entry
   * that stands for itself. */
  blocksAt(offset: number): readonly EntrySource[];
  /** Whether an entry that begins at `offset` stands for something that cannot be seen from here. */
  hides(offset: number): boolean;
}

/** A text that holds one entry. */
export interface EntrySource extends TreeSource {
  /** Reads the entry. It may be read anew each time. */
  readonly entry: Entry;
}

/** What stands for itself. */
export const NO_BLOCKS: readonly never[] = [];

/** A text that stands for itself. */
export class OwnSource implements TreeSource {
  readonly text: string;
  readonly hasBlocks = false;

  constructor(text: string) {
    this.text = text;
  }

  absolute(offset: number): number {
    return offset;
  }

  blocksAt(): readonly EntrySource[] {
    return NO_BLOCKS;
  }

  hides(_offset: number): boolean {
    return false;
  }
}
