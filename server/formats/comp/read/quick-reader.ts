import { endOfLongBracket, longBracketLevel } from '../long-bracket.ts';
import {
  Entry,
  FALSE_VALUE,
  LONG_STRING_VALUE,
  NAME_KEY,
  NUMBER_KEY,
  NUMBER_VALUE,
  STRING_KEY,
  STRING_VALUE,
  TABLE_VALUE,
  TRUE_VALUE,
} from './entry.ts';
import { EntryPool } from './entry-pool.ts';

/** Tables deeper than this are left to the careful reader, which says so. */
const DEEPEST_NESTING = 100;

/** How deep an entry counts that is read by itself. */
const ENTRY_DEPTH = 2;

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const LEFT_PARENTHESIS = 40;
const RIGHT_PARENTHESIS = 41;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const EQUALS = 61;
const LEFT_BRACKET = 91;
const BACKSLASH = 92;
const RIGHT_BRACKET = 93;
const LEFT_BRACE = 123;
const RIGHT_BRACE = 125;

/** By character code: 1 begins or continues a name, 2 is a digit. */
const CLASSES = classes();

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 48; code <= 57; code += 1) table[code] = 2;
  for (let code = 65; code <= 90; code += 1) table[code] = 1;
  for (let code = 97; code <= 122; code += 1) table[code] = 1;
  table[95] = 1;
  return table;
}

/** The text is not what this reader reads. */
const REFUSED = -1;

/** So many code units are read before there is a pause. */
const BETWEEN_PAUSES = 50_000;

/**
 * Reads text that is as Fusion writes it, in one pass and quickly: names of ASCII, strings in quotes, decimal numbers,
 * tables with and without constructors; and what people write into it, comments and strings in long brackets.
 * Everything else, and everything that is wrong, it refuses; the grammar reads that and says what is wrong. What it accepts, the grammar accepts without an error and as the same tree.
 */
export class QuickReader {
  #text = '';
  #at = 0;
  /** Entries that are used again for every text that is read once; undefined while a reading is to be kept. */
  #pool: EntryPool | undefined;
  readonly #lent = new EntryPool();
  /** The entries so far of the tables that are being read, those of the innermost last: so many of this list. */
  #stack: Entry[] = [];
  #stacked = 0;
  /** So deep stand the entries of which the one with the name `Tools` is not read as a whole; 0 for none. */
  #holderDepth = 0;
  /** The next table is not read. */
  #stopsAtTable = false;
  /** Where the table begins that was not read. */
  #stoppedAt = REFUSED;

  /** How much of the text is read. */
  get at(): number {
    return this.#at;
  }

  /**
   * Reads a whole file: comments, `Composition` or nothing, one table, and the NUL with which Fusion 16 and older ends a
   * comp. Returns the table as an entry without key.
   */
  readFile(text: string): Entry | undefined {
    this.#begin(text, undefined);
    const entry = new Entry();
    return this.#beginFile(entry) && this.#readTable(entry, 1) && this.#endFile() ? entry : undefined;
  }

  /**
   * Reads the same tool by tool: `see` is shown every tool that holds no other, in the order of the text. The entry is
   * good until `see` is done. True where all of the text is plain. The work may pause wherever this yields, and this
   * reader is not to be used for anything else meanwhile.
   */
  *readTools(text: string, see: (tool: Entry) => void): Generator<undefined, boolean> {
    this.#lent.release(0);
    this.#begin(text, this.#lent);
    return this.#beginFile(this.#lent.next()) && (yield* this.#readHolder(1, see)) && this.#endFile();
  }

  /** Goes to the outermost table. */
  #beginFile(entry: Entry): boolean {
    const text = this.#text;
    if (!this.#skipBlanks()) return false;
    entry.valueStart = this.#at;
    if (text.startsWith('Composition', this.#at) && classOf(text.charCodeAt(this.#at + 11)) === 0) {
      this.#at += 11;
      entry.constructorEnd = this.#at;
      if (!this.#skipBlanks()) return false;
    }
    return text.charCodeAt(this.#at) === LEFT_BRACE;
  }

  /** Goes over what may stand behind the outermost table. */
  #endFile(): boolean {
    const text = this.#text;
    if (!this.#skipBlanks()) return false;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      if (code !== 0 && !isBlank(code)) return false;
      this.#at += 1;
    }
    return true;
  }

  /** Reads a table that may hold `Tools`, from `{` to after its `}`: of a file, or of a tool that holds others. */
  *#readHolder(depth: number, see: (tool: Entry) => void): Generator<undefined, boolean> {
    if (depth > DEEPEST_NESTING || !this.#enterTable()) return false;
    while (this.#text.charCodeAt(this.#at) !== RIGHT_BRACE) {
      const used = this.#lent.used;
      this.#holderDepth = depth + 1;
      const entry = this.#readEntry(depth + 1);
      if (entry === undefined && !(this.#goBack() && (yield* this.#readToolsTable(depth + 1, see)))) return false;
      if (!this.#goOn(entry)) return false;
      this.#lent.release(used);
    }
    this.#at += 1;
    return true;
  }

  /** Reads the table of `Tools`, from `{` to after its `}`. */
  *#readToolsTable(depth: number, see: (tool: Entry) => void): Generator<undefined, boolean> {
    if (depth > DEEPEST_NESTING || !this.#enterTable()) return false;
    let paused = this.#at;
    while (this.#text.charCodeAt(this.#at) !== RIGHT_BRACE) {
      const start = this.#at;
      const used = this.#lent.used;
      this.#holderDepth = depth + 2;
      const entry = this.#readEntry(depth + 1);
      if (entry !== undefined) see(entry);
      else if (!(this.#goBack() && this.#stopAtTable(start, depth) && (yield* this.#readHolder(depth + 1, see)))) {
        return false;
      }
      if (!this.#goOn(entry)) return false;
      this.#lent.release(used);
      if (this.#at - paused < BETWEEN_PAUSES) continue;
      paused = this.#at;
      yield undefined;
    }
    this.#at += 1;
    return true;
  }

  /** Goes to the table where a reading stopped; false where it was refused. */
  #goBack(): boolean {
    this.#holderDepth = 0;
    if (this.#stoppedAt === REFUSED) return false;
    this.#at = this.#stoppedAt;
    this.#stoppedAt = REFUSED;
    this.#stacked = 0;
    return true;
  }

  /** Goes to the table of the entry that begins at `start`. */
  #stopAtTable(start: number, depth: number): boolean {
    this.#at = start;
    this.#stopsAtTable = true;
    this.#readEntry(depth + 1);
    return this.#goBack();
  }

  /** Reads a text that holds one entry of a table, with or without the comma after it. */
  readEntry(text: string): Entry | undefined {
    this.#begin(text, undefined);
    return this.#readOnly(text);
  }

  /**
   * Reads the same for somebody who looks at it at once: what it returns is good until the next such reading. Large
   * comps are read tool by tool, and their entries would fill the memory for nothing.
   */
  glanceAtEntry(text: string): Entry | undefined {
    this.#lent.release(0);
    this.#begin(text, this.#lent);
    return this.#readOnly(text);
  }

  /** The same of a tool that holds no others; undefined where it holds `Tools`. */
  glanceAtTool(text: string): Entry | undefined {
    this.#lent.release(0);
    this.#begin(text, this.#lent);
    this.#holderDepth = ENTRY_DEPTH + 1;
    return this.#readOnly(text);
  }

  #begin(text: string, pool: EntryPool | undefined): void {
    this.#text = text;
    this.#at = 0;
    // What was read to be kept is not kept here.
    if (this.#pool === undefined) this.#stack = [];
    this.#stacked = 0;
    this.#pool = pool;
    this.#holderDepth = 0;
    this.#stopsAtTable = false;
    this.#stoppedAt = REFUSED;
  }

  #readOnly(text: string): Entry | undefined {
    if (!this.#skipBlanks()) return undefined;
    const entry = this.#readEntry(ENTRY_DEPTH);
    if (entry === undefined || !this.#skipBlanks()) return undefined;
    if (text.charCodeAt(this.#at) === COMMA) {
      this.#at += 1;
      if (!this.#skipBlanks()) return undefined;
    }
    return this.#at === text.length ? entry : undefined;
  }

  #readEntry(depth: number): Entry | undefined {
    const text = this.#text;
    const entry = this.#pool?.next() ?? new Entry();
    const code = text.charCodeAt(this.#at);
    if (code === LEFT_BRACKET && longBracketLevel(text, this.#at) === -1) {
      if (!this.#readBracketedKey(entry)) return undefined;
      if (!this.#readKeyedValue(entry, depth)) return undefined;
    } else if (classOf(code) === 1) {
      const start = this.#at;
      const end = this.#endOfName(start);
      this.#at = end;
      if (!this.#skipBlanks()) return undefined;
      if (text.charCodeAt(this.#at) === EQUALS && !isBoolean(text, start, end)) {
        entry.keyKind = NAME_KEY;
        entry.keyStart = start;
        entry.keyEnd = end;
        entry.nameStart = start;
        entry.nameEnd = end;
        this.#at += 1;
        if (!this.#skipBlanks()) return undefined;
        if (!this.#readKeyedValue(entry, depth)) return undefined;
      } else {
        this.#at = start;
        if (!this.#readValue(entry, depth)) return undefined;
      }
    } else if (!this.#readValue(entry, depth)) return undefined;
    return entry;
  }

  /** `["text"] =` or `[number] =`, up to the value. */
  #readBracketedKey(entry: Entry): boolean {
    const text = this.#text;
    entry.keyStart = this.#at;
    this.#at += 1;
    if (!this.#skipBlanks()) return false;
    const start = this.#at;
    const code = text.charCodeAt(start);
    if (code === QUOTE || code === APOSTROPHE) {
      const end = this.#endOfString(start);
      if (end === REFUSED) return false;
      entry.keyKind = STRING_KEY;
      entry.nameStart = start + 1;
      entry.nameEnd = end - 1;
      this.#at = end;
    } else {
      const end = this.#endOfNumber(start);
      if (end === REFUSED) return false;
      entry.keyKind = NUMBER_KEY;
      entry.nameStart = start;
      entry.nameEnd = end;
      this.#at = end;
    }
    if (!this.#skipBlanks() || text.charCodeAt(this.#at) !== RIGHT_BRACKET) return false;
    this.#at += 1;
    entry.keyEnd = this.#at;
    if (!this.#skipBlanks() || text.charCodeAt(this.#at) !== EQUALS) return false;
    this.#at += 1;
    return this.#skipBlanks();
  }

  #readKeyedValue(entry: Entry, depth: number): boolean {
    if (depth !== this.#holderDepth || !isTools(this.#text, entry)) return this.#readValue(entry, depth);
    this.#stopsAtTable = true;
    const isRead = this.#readValue(entry, depth);
    this.#stopsAtTable = false;
    return isRead;
  }

  #readValue(entry: Entry, depth: number): boolean {
    const text = this.#text;
    const start = this.#at;
    const code = text.charCodeAt(start);
    entry.valueStart = start;
    if (code === LEFT_BRACE) return this.#readTable(entry, depth);
    if (code === QUOTE || code === APOSTROPHE) return this.#endValue(entry, STRING_VALUE, this.#endOfString(start));
    if (code === LEFT_BRACKET) return this.#endValue(entry, LONG_STRING_VALUE, endOfLongBracket(text, start));
    if (classOf(code) !== 1) return this.#endValue(entry, NUMBER_VALUE, this.#endOfNumber(start));
    let end = this.#endOfName(start);
    if (isBoolean(text, start, end)) {
      return this.#endValue(entry, text.charCodeAt(start) === 116 ? TRUE_VALUE : FALSE_VALUE, end);
    }
    while (text.charCodeAt(end) === DOT) {
      if (classOf(text.charCodeAt(end + 1)) !== 1) return false;
      end = this.#endOfName(end + 1);
    }
    this.#at = end;
    if (!this.#skipBlanks()) return false;
    if (text.charCodeAt(this.#at) === LEFT_PARENTHESIS) {
      this.#at += 1;
      if (!this.#skipBlanks() || text.charCodeAt(this.#at) !== RIGHT_PARENTHESIS) return false;
      this.#at += 1;
      end = this.#at;
      if (!this.#skipBlanks()) return false;
    }
    if (isMistaken(text, start, end)) return false;
    entry.constructorEnd = end;
    return text.charCodeAt(this.#at) === LEFT_BRACE && this.#readTable(entry, depth);
  }

  #endValue(entry: Entry, kind: number, end: number): boolean {
    if (end === REFUSED) return false;
    entry.valueKind = kind;
    entry.valueEnd = end;
    entry.end = end;
    this.#at = end;
    return true;
  }

  /** Reads from `{` to after its `}`. */
  #readTable(table: Entry, depth: number): boolean {
    if (this.#stopsAtTable) {
      this.#stopsAtTable = false;
      this.#stoppedAt = this.#at;
      return false;
    }
    if (depth > DEEPEST_NESTING) return false;
    const text = this.#text;
    table.valueKind = TABLE_VALUE;
    table.open = this.#at;
    if (!this.#enterTable()) return false;
    if (text.charCodeAt(this.#at) !== RIGHT_BRACE) {
      const first = this.#stacked;
      for (;;) {
        const entry = this.#readEntry(depth + 1);
        if (entry === undefined) return false;
        this.#stack[this.#stacked] = entry;
        this.#stacked += 1;
        if (!this.#goOn(entry)) return false;
        if (text.charCodeAt(this.#at) === RIGHT_BRACE) break;
      }
      // A list of just this length: most are short, and there are many.
      table.entries = this.#stack.slice(first, this.#stacked);
      this.#stacked = first;
    }
    table.close = this.#at;
    this.#at += 1;
    table.valueEnd = this.#at;
    table.end = this.#at;
    return true;
  }

  /** Goes over `{`. */
  #enterTable(): boolean {
    this.#at += 1;
    return this.#skipBlanks();
  }

  /** Goes on from an entry to the next one, or to the `}` behind the last. */
  #goOn(from: Entry | undefined): boolean {
    if (!this.#skipBlanks()) return false;
    const code = this.#text.charCodeAt(this.#at);
    if (code === RIGHT_BRACE) return true;
    if (code !== COMMA) return false;
    this.#at += 1;
    if (classOf(this.#text.charCodeAt(this.#at)) === 2 && from !== undefined && mayBeDecimal(from)) return false;
    return this.#skipBlanks();
  }

  #endOfName(start: number): number {
    const text = this.#text;
    let at = start + 1;
    while (classOf(text.charCodeAt(at)) !== 0) at += 1;
    return at;
  }

  /** After the quote that closes the string on its line; backslashes take the next character with them. */
  #endOfString(start: number): number {
    const text = this.#text;
    const quote = text.charCodeAt(start);
    for (let at = start + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) return at + 1;
      if (code === BACKSLASH) at += 1;
      else if (code === LINE_FEED || code === CARRIAGE_RETURN) return REFUSED;
    }
    return REFUSED;
  }

  /** Decimal, with fraction and exponent; what follows must not be a letter. */
  #endOfNumber(start: number): number {
    const text = this.#text;
    let at = start;
    if (text.charCodeAt(at) === MINUS) at += 1;
    const whole = at;
    at = this.#endOfDigits(at);
    if (at === whole) return REFUSED;
    if (text.charCodeAt(at) === DOT) at = this.#endOfDigits(at + 1);
    const code = text.charCodeAt(at);
    if (code === 101 || code === 69) {
      const sign = text.charCodeAt(at + 1);
      const digits = sign === 43 || sign === MINUS ? at + 2 : at + 1;
      at = this.#endOfDigits(digits);
      if (at === digits) return REFUSED;
    }
    const after = text.charCodeAt(at);
    return classOf(after) !== 0 || after === DOT ? REFUSED : at;
  }

  #endOfDigits(start: number): number {
    const text = this.#text;
    let at = start;
    while (classOf(text.charCodeAt(at)) === 2) at += 1;
    return at;
  }

  /** Goes on to the next character that is neither blank nor in a comment; false at a comment that does not end. */
  #skipBlanks(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    return (code > SPACE && code !== MINUS) || this.#skipSome();
  }

  #skipSome(): boolean {
    const text = this.#text;
    let at = this.#at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (isBlank(code)) at += 1;
      else if (code === MINUS && text.charCodeAt(at + 1) === MINUS) {
        if (text.charCodeAt(at + 2) === LEFT_BRACKET) {
          at = endOfLongBracket(text, at + 2);
          if (at === REFUSED) return false;
          continue;
        }
        at += 2;
        while (at < text.length && !isLineBreak(text.charCodeAt(at))) at += 1;
      } else break;
    }
    this.#at = at;
    return true;
  }
}

/** 1 for what begins a name, 2 for a digit, 0 for every other character and for none. */
function classOf(code: number): number {
  return code < 128 ? (CLASSES[code] ?? 0) : 0;
}

/** The name of a table of tools. */
function isTools(text: string, { nameStart, nameEnd }: Entry): boolean {
  return nameEnd - nameStart === 5 && text.startsWith('Tools', nameStart);
}

/** `ordered` without its parentheses, or `Tools` without its `=`: neither is the type of a table. */
function isMistaken(text: string, start: number, end: number): boolean {
  const length = end - start;
  return (length === 7 && text.startsWith('ordered', start)) || (length === 5 && text.startsWith('Tools', start));
}

/** A number after a name: with a comma and digits right behind it, it is one with a decimal comma. */
function mayBeDecimal({ keyKind, valueKind }: Entry): boolean {
  return valueKind === NUMBER_VALUE && (keyKind === NAME_KEY || keyKind === STRING_KEY);
}

function isBlank(code: number): boolean {
  return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function isBoolean(text: string, start: number, end: number): boolean {
  const length = end - start;
  return (length === 4 && text.startsWith('true', start)) || (length === 5 && text.startsWith('false', start));
}
