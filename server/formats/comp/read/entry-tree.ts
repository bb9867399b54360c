/** What stands before the `=` of an entry. */
export const NO_KEY = 0;
export const NAME_KEY = 1;
export const STRING_KEY = 2;
export const NUMBER_KEY = 3;
export const LONG_STRING_KEY = 4;
/** Nothing, where an entry begins with `=`; and the same where it is plain that `Tools` is what is gone. */
export const LOST_KEY = 5;
export const LOST_TOOLS_KEY = 6;

/** What stands after the `=`, or alone. */
export const NO_VALUE = 0;
export const TABLE_VALUE = 1;
export const STRING_VALUE = 2;
export const LONG_STRING_VALUE = 3;
export const NUMBER_VALUE = 4;
export const TRUE_VALUE = 5;
export const FALSE_VALUE = 6;

/** What an entry is, in one number: the kinds of its key and its value, and what of the two is among `KNOWN_NAMES`. */
const KINDS = 0;
const KIND = 7;
const VALUE_KIND_SHIFT = 3;
const KNOWN_KEY_SHIFT = 6;
const KNOWN_TYPE_SHIFT = 16;
const KNOWN = 1023;
/** Offsets; -1 where there is nothing. */
const KEY_START = 1;
const KEY_END = 2;
const NAME_START = 3;
const NAME_END = 4;
const VALUE_START = 5;
const VALUE_END = 6;
const CONSTRUCTOR_END = 7;
const OPEN = 8;
const CLOSE = 9;
const END = 10;
/** How many entries it is with those in it. */
const SIZE = 11;
/** So many numbers has each entry. */
const FIELDS = 12;

const FIRST_CAPACITY = 64; // entries

/**
 * Entries of tables with everything in them, as offsets of the text they were read from; no text is copied. An entry is a
 * number, and those in it come right behind it: so a large comp costs a few numbers an entry and no objects. The tree that
 * others see is made from it where they look.
 */
export class EntryTree {
  #numbers: Int32Array;
  #count: number;

  constructor(numbers = new Int32Array(FIRST_CAPACITY * FIELDS), count = 0) {
    this.#numbers = numbers;
    this.#count = count;
  }

  /** How many entries there are. */
  get count(): number {
    return this.#count;
  }

  /** Adds an entry, of which is said next what it is. What is added until its table is set is in it. */
  add(): number {
    const entry = this.#count;
    const at = entry * FIELDS;
    if (at === this.#numbers.length) this.#grow();
    this.#numbers[at + KINDS] = 0;
    this.#numbers[at + SIZE] = 1;
    this.#count = entry + 1;
    return entry;
  }

  /** Forgets all entries but the first `count`. */
  release(count: number): void {
    this.#count = count;
  }

  /** The same entries, which stay. */
  copy(): EntryTree {
    return new EntryTree(this.#numbers.slice(0, this.#count * FIELDS), this.#count);
  }

  /** What stands before the `=`: with its brackets, and without brackets and quotes. `known` is 0 for most texts. */
  setKey(
    entry: number,
    kind: number,
    known: number,
    start: number,
    end: number,
    nameStart: number,
    nameEnd: number,
  ): void {
    const numbers = this.#numbers;
    const at = entry * FIELDS;
    numbers[at + KINDS] = kind | (known << KNOWN_KEY_SHIFT);
    numbers[at + KEY_START] = start;
    numbers[at + KEY_END] = end;
    numbers[at + NAME_START] = nameStart;
    numbers[at + NAME_END] = nameEnd;
  }

  /** A value that is no table. */
  setValue(entry: number, kind: number, start: number, end: number): void {
    const numbers = this.#numbers;
    const at = entry * FIELDS;
    numbers[at + KINDS] = (numbers[at + KINDS] ?? 0) | (kind << VALUE_KIND_SHIFT);
    numbers[at + VALUE_START] = start;
    numbers[at + VALUE_END] = end;
    numbers[at + END] = end;
  }

  /** A table with its constructor; -1 for a constructor, or a brace, that is not there. */
  setTable(
    entry: number,
    known: number,
    start: number,
    constructorEnd: number,
    open: number,
    close: number,
    end: number,
  ): void {
    const numbers = this.#numbers;
    const at = entry * FIELDS;
    this.setValue(entry, TABLE_VALUE | (known << (KNOWN_TYPE_SHIFT - VALUE_KIND_SHIFT)), start, end);
    numbers[at + CONSTRUCTOR_END] = constructorEnd;
    numbers[at + OPEN] = open;
    numbers[at + CLOSE] = close;
    numbers[at + SIZE] = this.#count - entry;
  }

  /** Where an entry ends that goes on behind its value, or has none. */
  setEnd(entry: number, end: number): void {
    this.#numbers[entry * FIELDS + END] = end;
  }

  /** The key that is lost is that of a table of tools. */
  setLostTools(entry: number): void {
    this.#numbers[entry * FIELDS + KINDS] = (this.#get(entry, KINDS) & ~KIND) | LOST_TOOLS_KEY;
  }

  keyKind(entry: number): number {
    return this.#get(entry, KINDS) & KIND;
  }

  /** The number of the key among `KNOWN_NAMES`; 0 where it is none of them, or hides it by the way it is written. */
  knownKey(entry: number): number {
    return (this.#get(entry, KINDS) >> KNOWN_KEY_SHIFT) & KNOWN;
  }

  keyStart(entry: number): number {
    return this.#get(entry, KEY_START);
  }

  keyEnd(entry: number): number {
    return this.#get(entry, KEY_END);
  }

  nameStart(entry: number): number {
    return this.#get(entry, NAME_START);
  }

  nameEnd(entry: number): number {
    return this.#get(entry, NAME_END);
  }

  valueKind(entry: number): number {
    return (this.#get(entry, KINDS) >> VALUE_KIND_SHIFT) & KIND;
  }

  /** Where the value begins; of a table, its constructor. */
  valueStart(entry: number): number {
    return this.#get(entry, VALUE_START);
  }

  valueEnd(entry: number): number {
    return this.#get(entry, VALUE_END);
  }

  /** The number of the constructor of a table among `KNOWN_NAMES`; else 0. */
  knownType(entry: number): number {
    return this.#get(entry, KINDS) >> KNOWN_TYPE_SHIFT;
  }

  /** Where the constructor of a table ends; -1 where there is none. */
  constructorEnd(table: number): number {
    return this.#get(table, CONSTRUCTOR_END);
  }

  /** The `{` of a table; -1 where it is not there. */
  open(table: number): number {
    return this.#get(table, OPEN);
  }

  /** The `}` of a table; -1 where it is not there. */
  close(table: number): number {
    return this.#get(table, CLOSE);
  }

  /** Where an entry begins. */
  start(entry: number): number {
    return this.keyKind(entry) === NO_KEY ? this.valueStart(entry) : this.keyStart(entry);
  }

  end(entry: number): number {
    return this.#get(entry, END);
  }

  /** The entry behind an entry and all that is in it: the next of its table, or one that is not in the table any more. */
  after(entry: number): number {
    return entry + this.#get(entry, SIZE);
  }

  /** There is something in it. */
  hasEntries(entry: number): boolean {
    return this.#get(entry, SIZE) > 1;
  }

  /** There is a key, and it is there. */
  hasKey(entry: number): boolean {
    const kind = this.keyKind(entry);
    return kind !== NO_KEY && kind < LOST_KEY;
  }

  isTable(entry: number): boolean {
    return this.valueKind(entry) === TABLE_VALUE;
  }

  #get(entry: number, field: number): number {
    return this.#numbers[entry * FIELDS + field] ?? -1;
  }

  #grow(): void {
    const larger = new Int32Array(2 * this.#numbers.length);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
