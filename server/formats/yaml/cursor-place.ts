import type { TextRange } from '../text/range.ts';
import { endOfQuoted, FlowScan, unquoted } from './flow-scan.ts';
import type { YamlPath } from './yaml-node.ts';

/** What is being typed at the cursor, also in a text that is not finished. */
export interface CursorPlace {
  /** The key, value or alias at the cursor, as far as it is written; empty where nothing is. */
  readonly word: TextRange;
  /** The map in which a key may be typed here. */
  readonly keyOf: YamlPath | undefined;
  /** The value that may be typed here. */
  readonly valueOf: YamlPath | undefined;
  /** A colon follows the word. */
  readonly hasColon: boolean;
  /** A blank has to come before what is typed: the cursor is right after the colon of the key. */
  readonly needsBlank: boolean;
  /** It is between brackets. */
  readonly isFlow: boolean;
  /** The column of the word, counted from 0. */
  readonly column: number;
}

/** A key or a place in a list that the lines which follow may belong to. */
interface Entry {
  readonly column: number;
  readonly key: string | number;
}

/**
 * What is being typed at `offset`: by the indents of the lines before it, so that no fault elsewhere matters. Absent in
 * comments, in texts over several lines, and where nothing can be told.
 */
export function cursorPlace(text: string, offset: number): CursorPlace | undefined {
  const scan = new CursorScan();
  for (let start = 0; ; ) {
    const end = endOfLine(text, start);
    const isLast = offset <= end;
    const line = text.slice(start, end).replace(/\r$/, '');
    // Between the two characters of a line break nothing is typed.
    if (isLast && offset - start > line.length) return undefined;
    const found = scan.line(
      start === 0 ? line.replace(/^\uFEFF/, ' ') : line,
      start,
      isLast ? offset - start : undefined,
    );
    // A carriage return alone ends a line for editors, and not for YAML.
    if (isLast) return found !== undefined && isOnOneLine(text, found.word) ? found : undefined;
    start = end + 1;
  }
}

function isOnOneLine(text: string, { start, end }: TextRange): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Goes through the lines from the first to that of the cursor. */
class CursorScan {
  readonly #entries: Entry[] = [];
  readonly #flow = new FlowScan();
  /** The column of the entry whose text goes on over lines that are further in; absent where none does. */
  #textColumn: number | undefined;
  /** The column of the line in which the outermost open bracket stands. */
  #flowColumn = 0;

  /** Reads a line; with the cursor in it (a place in the line), answers with what is there. */
  line(line: string, start: number, cursor: number | undefined): CursorPlace | undefined {
    const column = /^ */.exec(line)?.[0].length ?? 0;
    const isBlank = /^\s*(?:#|$)/.test(line);
    if (this.#flow.isOpen) {
      const goesOn = isBlank || column > this.#flowColumn || /^\s*[\]}]/.test(line);
      if (goesOn) return this.#inFlow(line, 0, start, cursor);
      this.#flow.abandon();
    }
    if (this.#textColumn !== undefined) {
      const indent = isBlank && cursor !== undefined ? Math.min(column, cursor) : column;
      if (indent > this.#textColumn || (isBlank && cursor === undefined)) return undefined;
      this.#textColumn = undefined;
    }
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
      this.#entries.length = 0;
      return undefined;
    }
    if (isBlank) {
      if (cursor === undefined || /^\s*#/.test(line.slice(0, cursor))) return undefined;
      return this.#ownLine(cursor, cursor, start, false);
    }
    return this.#entriesOf(line, column, start, cursor);
  }

  /** Reads the dashes and the key with which a line begins, and the value after them. */
  #entriesOf(line: string, column: number, start: number, cursor: number | undefined): CursorPlace | undefined {
    let at = column;
    for (;;) {
      const dash = /^-(?:[ \t]+|$)/.exec(line.slice(at))?.[0];
      if (dash === undefined) break;
      if (cursor !== undefined && cursor <= at) return undefined;
      this.#addItem(at);
      at += dash.length;
    }
    if (cursor !== undefined && cursor < at) return this.#ownLine(cursor, cursor, start, false);
    const properties = /^(?:[&!]\S*[ \t]+)*/.exec(line.slice(at))?.[0].length ?? 0;
    at += properties;
    const colon = colonOf(line, at);
    if (colon === undefined) return this.#value(line, at, start, cursor, undefined);
    const nameEnd = at + line.slice(at, colon).trimEnd().length;
    if (cursor !== undefined && cursor <= colon) {
      return cursor < at ? undefined : this.#ownLine(at, Math.max(nameEnd, cursor), start, true);
    }
    this.#addKey(at, unquoted(line.slice(at, nameEnd)));
    return this.#value(line, colon + 1, start, cursor, at);
  }

  /** Reads the value that begins at `from`: after a key (in column `key`), after a dash, or on a line of its own. */
  #value(
    line: string,
    from: number,
    start: number,
    cursor: number | undefined,
    key: number | undefined,
  ): CursorPlace | undefined {
    const blanks = /^[ \t]*(?:[&!]\S*[ \t]+)*/.exec(line.slice(from))?.[0].length ?? 0;
    const at = from + blanks;
    const letter = line.charAt(at);
    const path = this.#path();
    if (cursor !== undefined && cursor < at) {
      // Right after the colon no value can begin.
      return key !== undefined && cursor > from ? valuePlace(path, cursor, cursor, start) : undefined;
    }
    if (key !== undefined && cursor === from && at === from) {
      return { ...valuePlace(path, cursor, cursor, start), needsBlank: true };
    }
    if (letter === '#' && /\s/.test(line.charAt(at - 1))) return undefined;
    if (letter === '{' || letter === '[') {
      this.#flow.begin(path, letter === '{');
      this.#flowColumn = key ?? this.#entries.at(-1)?.column ?? 0;
      if (cursor === at) return undefined;
      return this.#inFlow(line, at + 1, start, cursor);
    }
    const column = key ?? this.#entries.at(-1)?.column ?? -1;
    if (/^[|>]/.test(line.slice(at))) {
      this.#textColumn = column;
      return undefined;
    }
    if (letter === '"' || letter === "'") {
      const end = endOfQuoted(line, at + 1, letter);
      if (end === undefined) this.#textColumn = column;
      return this.#word(line, at, end ?? line.length, start, cursor, key);
    }
    const comment = /\s#/.exec(line.slice(at));
    const end = at + line.slice(at, comment === null ? undefined : at + comment.index).trimEnd().length;
    return this.#word(line, at, end, start, cursor, key);
  }

  #word(
    line: string,
    at: number,
    end: number,
    start: number,
    cursor: number | undefined,
    key: number | undefined,
  ): CursorPlace | undefined {
    if (cursor === undefined || cursor < at) return undefined;
    // After the value and a blank a comment may come, and nothing else.
    if (cursor > end && end > at && /\S/.test(line.slice(end, cursor))) return undefined;
    const wordEnd = Math.max(end, cursor);
    return key === undefined ? this.#ownLine(at, wordEnd, start, false) : valuePlace(this.#path(), at, wordEnd, start);
  }

  /** A word with nothing but dashes before it: a key, or the value of what is around it. */
  #ownLine(at: number, end: number, start: number, hasColon: boolean): CursorPlace {
    const path = this.#around(at);
    return {
      word: { start: start + at, end: start + end },
      keyOf: path,
      valueOf: hasColon ? undefined : path,
      hasColon,
      needsBlank: false,
      isFlow: false,
      column: at,
    };
  }

  #inFlow(line: string, at: number, start: number, cursor: number | undefined): CursorPlace | undefined {
    const word = this.#flow.scan(line, at, start, cursor);
    if (word === undefined) return undefined;
    const { range, ...place } = word;
    return { word: range, ...place, needsBlank: false, isFlow: true, column: range.start - start };
  }

  #addItem(column: number): void {
    let index = 0;
    for (let top = this.#entries.at(-1); top !== undefined; top = this.#entries.at(-1)) {
      const isSibling = top.column === column && typeof top.key === 'number';
      if (top.column <= column && !isSibling) break;
      if (isSibling && typeof top.key === 'number') index = top.key + 1;
      this.#entries.pop();
      if (isSibling) break;
    }
    this.#entries.push({ column, key: index });
  }

  #addKey(column: number, key: string): void {
    while ((this.#entries.at(-1)?.column ?? -1) >= column) this.#entries.pop();
    this.#entries.push({ column, key });
  }

  /** The path of the map that a key in a column belongs to. */
  #around(column: number): YamlPath {
    return this.#entries.filter((entry) => entry.column < column).map(({ key }) => key);
  }

  #path(): YamlPath {
    return this.#entries.map(({ key }) => key);
  }
}

function valuePlace(path: YamlPath, at: number, end: number, start: number): CursorPlace {
  return {
    word: { start: start + at, end: start + end },
    keyOf: undefined,
    valueOf: path,
    hasColon: false,
    needsBlank: false,
    isFlow: false,
    column: at,
  };
}

/** The colon after the key that begins at `at`; absent where there is no key. */
function colonOf(line: string, at: number): number | undefined {
  const mark = line.charAt(at);
  if (mark === '' || /[#[\]{},|>%@`]/.test(mark)) return undefined;
  if (mark === '"' || mark === "'") {
    const end = endOfQuoted(line, at + 1, mark);
    const blanks = end === undefined ? undefined : /^[ \t]*:(?=\s|$)/.exec(line.slice(end))?.[0].length;
    return end === undefined || blanks === undefined ? undefined : end + blanks - 1;
  }
  for (let next = at; next < line.length; next += 1) {
    const letter = line.charAt(next);
    if (letter === '#' && /\s/.test(line.charAt(next - 1))) return undefined;
    if (letter === ':' && (next + 1 === line.length || /\s/.test(line.charAt(next + 1)))) return next;
  }
  return undefined;
}
