import type { Entry } from './entry.ts';

/** A text that entries were read from, and where it stands. */
export interface TreeSource {
  readonly text: string;
  /** An offset of this text as one of the whole comp. */
  absolute(offset: number): number;
  /** What an entry that begins at `offset` only stands for: another text, which holds the entry itself. */
  blockAt(offset: number): EntrySource | undefined;
  /** Whether an entry that begins at `offset` stands for something that cannot be seen from here. */
  hides(offset: number): boolean;
}

/** A text that holds one entry. */
export interface EntrySource extends TreeSource {
  /** Reads the entry. It may be read anew each time. */
  readonly entry: Entry;
}

/** A text that stands for itself. */
export class OwnSource implements TreeSource {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  absolute(offset: number): number {
    return offset;
  }

  blockAt(): undefined {
    return undefined;
  }

  hides(_offset: number): boolean {
    return false;
  }
}
