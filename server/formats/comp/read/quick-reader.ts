import { endOfLongBracket, longBracketLevel } from '../long-bracket.ts';
import {
  APOSTROPHE,
  COMMA,
  classOf,
  DIGIT,
  DOT,
  EQUALS,
  isBlank,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PARENTHESIS,
  LETTER,
  MINUS,
  QUOTE,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  RIGHT_PARENTHESIS,
  SPACE,
} from './characters.ts';
import { CodeUnits, NO_UNITS } from './code-units.ts';
import { Entry } from './entry.ts';
import {
  EntryTree,
  FALSE_VALUE,
  LONG_STRING_VALUE,
  NAME_KEY,
  NUMBER_KEY,
  NUMBER_VALUE,
  STRING_KEY,
  STRING_VALUE,
  TRUE_VALUE,
} from './entry-tree.ts';
import { KNOWN_NAMES } from './known-names.ts';
import { endOfBlanks, endOfName, endOfNumber, endOfString, REFUSED } from './scan-units.ts';

/** Tables deeper than this are left to the careful reader, which says so. */
const DEEPEST_NESTING = 100;

/** How deep an entry counts that is read by itself. */
const ENTRY_DEPTH = 2;

const TRUE = KNOWN_NAMES.numberOf('true');
const FALSE = KNOWN_NAMES.numberOf('false');
const ORDERED = KNOWN_NAMES.numberOf('ordered');
const TOOLS = KNOWN_NAMES.numberOf('Tools');
const COMPOSITION = KNOWN_NAMES.numberOf('Composition');

/** Memory for more entries than this is not kept. */
const MOST_ENTRIES = 50_000;

/** So many code units are read before there is a pause. */
const BETWEEN_PAUSES = 50_000;

/**
 * Reads text that is as Fusion writes it, in one pass and quickly: names of ASCII, strings in quotes, decimal numbers,
 * tables with and without constructors; and what people write into it, comments and strings in long brackets.
 * Everything else, and everything that is wrong, it refuses; the grammar reads that and says what is wrong. What it
 * accepts, the grammar accepts without an error and as the same tree.
 */
export class QuickReader {
  #text = '';
  #units = NO_UNITS;
  readonly #codeUnits = new CodeUnits();
  #at = 0;
  /** Entries that are used again for every text. */
  #tree = new EntryTree();
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
    this.#begin(text);
    if (!this.#skipBlanks()) return undefined;
    const start = this.#at;
    const constructorEnd = this.#goOverComposition();
    const type = constructorEnd === -1 ? 0 : COMPOSITION;
    const table = this.#tree.add();
    if (this.#units[this.#at] !== LEFT_BRACE || !this.#readTable(table, 1, start, constructorEnd, type))
      return undefined;
    return this.#endFile() ? this.#kept(table) : undefined;
  }

  /**
   * Reads the same tool by tool: `see` is shown every tool that holds no other, in the order of the text. The entry is
   * good until `see` is done. True where all of the text is plain. The work may pause wherever this yields, and this
   * reader is not to be used for anything else meanwhile.
   */
  *readTools(text: string, see: (tool: Entry) => void): Generator<undefined, boolean> {
    this.#begin(text);
    if (!this.#skipBlanks()) return false;
    this.#goOverComposition();
    return this.#units[this.#at] === LEFT_BRACE && (yield* this.#readHolder(1, see)) && this.#endFile();
  }

  /** Goes to the outermost table; returns where the `Composition` before it ends, -1 where there is none. */
  #goOverComposition(): number {
    const end = endOfName(this.#units, this.#at);
    if (KNOWN_NAMES.numberIn(this.#units, this.#at, end) !== COMPOSITION) return -1;
    this.#at = end;
    this.#skipBlanks();
    return end;
  }

  /** Goes over what may stand behind the outermost table. */
  #endFile(): boolean {
    const text = this.#text;
    const units = this.#units;
    if (!this.#skipBlanks()) return false;
    while (this.#at < text.length) {
      const code = units[this.#at] ?? 0;
      if (code !== 0 && !isBlank(code)) return false;
      this.#at += 1;
    }
    return true;
  }

  /** Reads a table that may hold `Tools`, from `{` to after its `}`: of a file, or of a tool that holds others. */
  *#readHolder(depth: number, see: (tool: Entry) => void): Generator<undefined, boolean> {
    if (depth > DEEPEST_NESTING || !this.#enterTable()) return false;
    while (this.#units[this.#at] !== RIGHT_BRACE) {
      const before = this.#tree.count;
      this.#holderDepth = depth + 1;
      const entry = this.#readEntry(depth + 1);
      if (entry === REFUSED && !(this.#goBack() && (yield* this.#readToolsTable(depth + 1, see)))) return false;
      if (!this.#goOn(entry)) return false;
      this.#tree.release(before);
    }
    this.#at += 1;
    return true;
  }

  /** Reads the table of `Tools`, from `{` to after its `}`. */
  *#readToolsTable(depth: number, see: (tool: Entry) => void): Generator<undefined, boolean> {
    if (depth > DEEPEST_NESTING || !this.#enterTable()) return false;
    let paused = this.#at;
    while (this.#units[this.#at] !== RIGHT_BRACE) {
      const start = this.#at;
      const before = this.#tree.count;
      this.#holderDepth = depth + 2;
      const entry = this.#readEntry(depth + 1);
      if (entry !== REFUSED) see(new Entry(this.#tree, entry));
      else if (!(this.#goBack() && this.#stopAtTable(start, depth) && (yield* this.#readHolder(depth + 1, see)))) {
        return false;
      }
      if (!this.#goOn(entry)) return false;
      this.#tree.release(before);
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
    this.#begin(text);
    const entry = this.#readOnly(text);
    return entry === REFUSED ? undefined : this.#kept(entry);
  }

  /**
   * Reads the same for somebody who looks at it at once: what it returns is good until the next such reading. Large
   * comps are read tool by tool, and their entries would fill the memory for nothing.
   */
  glanceAtEntry(text: string): Entry | undefined {
    this.#begin(text);
    return this.#glance(this.#readOnly(text));
  }

  /** The same of a tool that holds no others; undefined where it holds `Tools`. */
  glanceAtTool(text: string): Entry | undefined {
    this.#begin(text);
    this.#holderDepth = ENTRY_DEPTH + 1;
    return this.#glance(this.#readOnly(text));
  }

  #begin(text: string): void {
    this.#text = text;
    this.#units = this.#codeUnits.of(text);
    this.#at = 0;
    if (this.#tree.count > MOST_ENTRIES) this.#tree = new EntryTree();
    this.#tree.release(0);
    this.#holderDepth = 0;
    this.#stopsAtTable = false;
    this.#stoppedAt = REFUSED;
  }

  #kept(entry: number): Entry {
    return new Entry(this.#tree.copy(), entry);
  }

  #glance(entry: number): Entry | undefined {
    return entry === REFUSED ? undefined : new Entry(this.#tree, entry);
  }

  #readOnly(text: string): number {
    if (!this.#skipBlanks()) return REFUSED;
    const entry = this.#readEntry(ENTRY_DEPTH);
    if (entry === REFUSED || !this.#skipBlanks()) return REFUSED;
    if (this.#units[this.#at] === COMMA) {
      this.#at += 1;
      if (!this.#skipBlanks()) return REFUSED;
    }
    return this.#at === text.length ? entry : REFUSED;
  }

  /** Reads an entry up to the comma behind it. */
  #readEntry(depth: number): number {
    const units = this.#units;
    const entry = this.#tree.add();
    const code = units[this.#at] ?? 0;
    if (code === LEFT_BRACKET && longBracketLevel(this.#text, this.#at) === -1) {
      return this.#readBracketedKey(entry) && this.#readKeyedValue(entry, depth) ? entry : REFUSED;
    }
    if (classOf(code) === LETTER) {
      const start = this.#at;
      const end = endOfName(units, start);
      this.#at = end;
      if (!this.#skipBlanks()) return REFUSED;
      if (units[this.#at] === EQUALS) {
        const known = KNOWN_NAMES.numberIn(units, start, end);
        if (isBoolean(known)) return REFUSED;
        this.#tree.setKey(entry, NAME_KEY, known, start, end, start, end);
        this.#at += 1;
        return this.#skipBlanks() && this.#readKeyedValue(entry, depth) ? entry : REFUSED;
      }
      this.#at = start;
    }
    return this.#readValue(entry, depth) ? entry : REFUSED;
  }

  /** `["text"] =` or `[number] =`, up to the value. */
  #readBracketedKey(entry: number): boolean {
    const units = this.#units;
    const keyStart = this.#at;
    this.#at += 1;
    if (!this.#skipBlanks()) return false;
    const start = this.#at;
    const code = units[start] ?? 0;
    const isText = code === QUOTE || code === APOSTROPHE;
    const end = isText ? endOfString(units, start, this.#text.length) : endOfNumber(units, start);
    if (end === REFUSED) return false;
    this.#at = end;
    if (!this.#skipBlanks() || units[this.#at] !== RIGHT_BRACKET) return false;
    this.#at += 1;
    if (isText) {
      const known = KNOWN_NAMES.numberIn(units, start + 1, end - 1);
      this.#tree.setKey(entry, STRING_KEY, known, keyStart, this.#at, start + 1, end - 1);
    } else this.#tree.setKey(entry, NUMBER_KEY, 0, keyStart, this.#at, start, end);
    if (!this.#skipBlanks() || units[this.#at] !== EQUALS) return false;
    this.#at += 1;
    return this.#skipBlanks();
  }

  #readKeyedValue(entry: number, depth: number): boolean {
    if (depth !== this.#holderDepth || this.#tree.knownKey(entry) !== TOOLS) return this.#readValue(entry, depth);
    this.#stopsAtTable = true;
    const isRead = this.#readValue(entry, depth);
    this.#stopsAtTable = false;
    return isRead;
  }

  #readValue(entry: number, depth: number): boolean {
    const units = this.#units;
    const start = this.#at;
    const code = units[start] ?? 0;
    if (code === LEFT_BRACE) return this.#readTable(entry, depth, start, -1, 0);
    if (classOf(code) === LETTER) return this.#readWord(entry, depth);
    if (code === LEFT_BRACKET)
      return this.#endValue(entry, LONG_STRING_VALUE, start, endOfLongBracket(this.#text, start));
    if (code !== QUOTE && code !== APOSTROPHE)
      return this.#endValue(entry, NUMBER_VALUE, start, endOfNumber(units, start));
    return this.#endValue(entry, STRING_VALUE, start, endOfString(units, start, this.#text.length));
  }

  /** `true`, `false`, or a table with its constructor. */
  #readWord(entry: number, depth: number): boolean {
    const units = this.#units;
    const start = this.#at;
    const nameEnd = endOfName(units, start);
    const known = KNOWN_NAMES.numberIn(units, start, nameEnd);
    if (isBoolean(known)) return this.#endValue(entry, known === TRUE ? TRUE_VALUE : FALSE_VALUE, start, nameEnd);
    let end = nameEnd;
    while (units[end] === DOT) {
      if (classOf(units[end + 1]) !== LETTER) return false;
      end = endOfName(units, end + 1);
    }
    this.#at = end;
    if (!this.#skipBlanks()) return false;
    if (units[this.#at] === LEFT_PARENTHESIS) {
      this.#at += 1;
      if (!this.#skipBlanks() || units[this.#at] !== RIGHT_PARENTHESIS) return false;
      this.#at += 1;
      end = this.#at;
      if (!this.#skipBlanks()) return false;
    }
    const type = end === nameEnd ? known : KNOWN_NAMES.numberIn(units, start, end);
    // Without its parentheses, or without its `=`: neither is the type of a table.
    if (type === ORDERED || type === TOOLS) return false;
    return units[this.#at] === LEFT_BRACE && this.#readTable(entry, depth, start, end, type);
  }

  #endValue(entry: number, kind: number, start: number, end: number): boolean {
    if (end === REFUSED) return false;
    this.#tree.setValue(entry, kind, start, end);
    this.#at = end;
    return true;
  }

  /** Reads from `{` to after its `}`; the table begins with its constructor at `start`. */
  #readTable(table: number, depth: number, start: number, constructorEnd: number, type: number): boolean {
    if (this.#stopsAtTable) {
      this.#stopsAtTable = false;
      this.#stoppedAt = this.#at;
      return false;
    }
    if (depth > DEEPEST_NESTING) return false;
    const open = this.#at;
    if (!this.#enterTable()) return false;
    while (this.#units[this.#at] !== RIGHT_BRACE) {
      const entry = this.#readEntry(depth + 1);
      if (entry === REFUSED || !this.#goOn(entry)) return false;
    }
    const close = this.#at;
    this.#at = close + 1;
    this.#tree.setTable(table, type, start, constructorEnd, open, close, this.#at);
    return true;
  }

  /** Goes over `{`. */
  #enterTable(): boolean {
    this.#at += 1;
    return this.#skipBlanks();
  }

  /** Goes on from an entry to the next one, or to the `}` behind the last. */
  #goOn(from: number): boolean {
    if (!this.#skipBlanks()) return false;
    const code = this.#units[this.#at] ?? 0;
    if (code === RIGHT_BRACE) return true;
    if (code !== COMMA) return false;
    this.#at += 1;
    if (classOf(this.#units[this.#at]) === DIGIT && from !== REFUSED && this.#mayBeDecimal(from)) return false;
    return this.#skipBlanks();
  }

  /** A number after a name: with a comma and digits right behind it, it is one with a decimal comma. */
  #mayBeDecimal(entry: number): boolean {
    const kind = this.#tree.keyKind(entry);
    return this.#tree.valueKind(entry) === NUMBER_VALUE && (kind === NAME_KEY || kind === STRING_KEY);
  }

  /** Goes on to the next character that is neither blank nor in a comment; false at a comment that does not end. */
  #skipBlanks(): boolean {
    const units = this.#units;
    // Mostly there is nothing to skip, or one space.
    if (units[this.#at] === SPACE) this.#at += 1;
    const code = units[this.#at] ?? 0;
    return (code > SPACE && code !== MINUS) || this.#skipSome();
  }

  #skipSome(): boolean {
    const end = endOfBlanks(this.#text, this.#units, this.#at);
    if (end === REFUSED) return false;
    this.#at = end;
    return true;
  }
}

function isBoolean(known: number): boolean {
  return known === TRUE || known === FALSE;
}
