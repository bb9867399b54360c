/** What stands before the `=` of an entry. */
export const NO_KEY = 0;
export const NAME_KEY = 1;
export const STRING_KEY = 2;
export const NUMBER_KEY = 3;
export const LONG_STRING_KEY = 4;

/** What stands after the `=`, or alone. */
export const NO_VALUE = 0;
export const TABLE_VALUE = 1;
export const STRING_VALUE = 2;
export const LONG_STRING_VALUE = 3;
export const NUMBER_VALUE = 4;
export const TRUE_VALUE = 5;
export const FALSE_VALUE = 6;

const NO_ENTRIES: readonly Entry[] = [];

/**
 * One entry of a table and everything in it as offsets of the text it was read from; no text is copied. One object
 * an entry keeps the reading of large comps quick: the tree that others see is made from it where they look.
 */
export class Entry {
  keyKind = NO_KEY;
  /** The key with its brackets. */
  keyStart = -1;
  keyEnd = -1;
  /** The key without brackets and quotes. */
  nameStart = -1;
  nameEnd = -1;
  valueKind = NO_VALUE;
  /** The value; of a table, with its constructor. */
  valueStart = -1;
  valueEnd = -1;
  /** Where the constructor of a table ends; -1 where there is none. */
  constructorEnd = -1;
  /** The braces of a table; -1 where one is missing in the text. */
  open = -1;
  close = -1;
  /** The inside of a table. */
  entries: readonly Entry[] = NO_ENTRIES;
  /** Where an entry without key and value, or without value, ends. */
  end = -1;

  /** Makes it as good as new. */
  clear(): void {
    this.keyKind = NO_KEY;
    this.keyStart = -1;
    this.keyEnd = -1;
    this.nameStart = -1;
    this.nameEnd = -1;
    this.valueKind = NO_VALUE;
    this.valueStart = -1;
    this.valueEnd = -1;
    this.constructorEnd = -1;
    this.open = -1;
    this.close = -1;
    this.entries = NO_ENTRIES;
    this.end = -1;
  }

  /** Where the entry begins. */
  get start(): number {
    return this.keyKind === NO_KEY ? this.valueStart : this.keyStart;
  }
}
