import type { CursorContext, CursorString, OpenTable } from './cursor-context.ts';
import type { CursorToken } from './cursor-tokens.ts';
import { levelOf, longBracketLevel } from './long-bracket.ts';
import type { Comp, Tool } from './model.ts';
import { unescapeQuoted } from './quoted-string.ts';
import { rootRole, type TableRole, tableRole } from './table-role.ts';

/** The entry that is being read in a table. */
interface Entry {
  /** A name that is a key if `=` follows, and a value or its constructor if not. */
  readonly name?: string;
  readonly key?: string;
  /** Where the entry begins. */
  readonly start: number;
  /** The bracket before the key is open. */
  readonly isBracketed?: boolean;
  /** `=` has been read. */
  readonly hasEquals?: boolean;
  /** The constructor, or another name, that was read as the value. */
  readonly value?: string;
  /** Where the value ends, once it is complete. */
  readonly end?: number;
}

/** An entry whose key stands in an open bracket and is still to come. */
type BracketedEntry = Entry & { readonly isBracketed: true };

/** A table while it is being read. */
interface GrowingTable extends OpenTable {
  readonly keys: Map<string, string | undefined> | undefined;
  element: number;
  entry: Entry | undefined;
}

/** Reads tokens up to the cursor and keeps what is open there. Offsets are those of the text; results, of the comp. */
export class CursorScan {
  readonly #text: string;
  readonly #start: number;
  readonly #comp: Comp;
  readonly #tables: GrowingTable[];
  /** The name before the outermost table. */
  #rootName = '';
  /** The outermost table is closed, and nothing has followed it. */
  #isOver = false;

  /** `text` begins at `start` of the comp, with the entry of `tool`, or with the outermost table where there is none. */
  constructor(text: string, start: number, comp: Comp, tool: Tool | undefined) {
    this.#text = text;
    this.#start = start;
    this.#comp = comp;
    this.#tables = tool === undefined ? [] : tablesAround(comp, tool);
  }

  /** Takes the next token, which ends before the cursor. */
  take(token: CursorToken): void {
    if (token.kind === 'comment') return;
    this.#isOver = false;
    const table = this.#tables.at(-1);
    const image = this.#text.slice(token.start, token.end);
    if (image === '{') this.#open(table);
    else if (image === '}') this.#close(token);
    else if (table !== undefined) this.#takeInTable(table, token, image);
    else if (token.kind === 'name') this.#rootName = image;
  }

  /** What the cursor stands in when it is in `token` or at its end. */
  inside(token: CursorToken, cursor: number): CursorContext {
    const table = this.#tables.at(-1);
    if (token.kind === 'comment') return this.#context(cursor, { stand: 'none' });
    if (token.kind === 'string') return this.#insideString(table, token, cursor);
    const entry = table?.entry;
    if (this.#isBracketOf(entry, token.end)) return this.#keyInBrackets(entry, cursor, token.end);
    return this.#at(table, cursor, this.#range(token.start, token.end), token.start);
  }

  /** What the cursor stands in when it is between tokens. */
  between(cursor: number): CursorContext {
    const table = this.#tables.at(-1);
    const entry = table?.entry;
    if (this.#isBracketOf(entry, cursor)) return this.#keyInBrackets(entry, cursor, cursor);
    return this.#at(table, cursor, this.#range(cursor, cursor), cursor);
  }

  #insideString(table: GrowingTable | undefined, token: CursorToken, cursor: number): CursorContext {
    const entry = table?.entry;
    const end = token.isClosed ? token.end : cursor;
    if (this.#isBracketOf(entry, end)) return this.#keyInBrackets(entry, cursor, end);
    if (longBracketLevel(this.#text, token.start) !== -1) return this.#context(cursor, { stand: 'none' });
    const string = this.#string(token, cursor);
    const key = entry?.end === undefined ? entry?.key : undefined;
    return this.#context(cursor, { stand: 'value', key, word: string.content, string });
  }

  /**
   * A string whose closing quote is missing may have taken the opening quote of the next one for its own, as in
   * `SourceOp = "Mer, Source = "Output"`: what follows the cursor then ends like the beginning of a value.
   */
  #string(token: CursorToken, cursor: number): CursorString {
    const contentEnd = token.isClosed ? token.end - 1 : Math.max(token.end, cursor);
    const rest = this.#text.slice(cursor, contentEnd);
    const isStolen = /[={,]\s*$/.test(rest);
    const isClosed = token.isClosed && !isStolen;
    return { content: this.#range(token.start + 1, isClosed ? contentEnd : cursor), isClosed };
  }

  #at(table: GrowingTable | undefined, cursor: number, word: CursorContext['word'], from: number): CursorContext {
    const entry = table?.entry;
    if (table === undefined || this.#isOver) return this.#context(cursor, { stand: 'none', word });
    if (entry === undefined || isInBracket(entry)) return this.#context(cursor, { stand: 'key', word });
    if (entry.hasEquals && entry.end === undefined && entry.value === undefined) {
      return this.#context(cursor, { stand: 'value', key: entry.key, word });
    }
    const end = entry.end;
    if (end === undefined || !/[\r\n]/.test(this.#text.slice(end, from))) {
      return this.#context(cursor, { stand: 'none', key: entry.key, word });
    }
    return this.#context(cursor, { stand: 'key', word, missingComma: end + this.#start });
  }

  #context(cursor: number, found: Pick<CursorContext, 'stand'> & Partial<CursorContext>): CursorContext {
    const offset = cursor + this.#start;
    return {
      offset,
      tables: this.#tables,
      key: undefined,
      element: this.#tables.at(-1)?.element ?? 0,
      word: { start: offset, end: offset },
      isBracketed: false,
      string: undefined,
      missingComma: undefined,
      ...found,
    };
  }

  /** Whether the key of the entry stands in a bracket that is open and reaches to `end`: it ends with its line. */
  #isBracketOf(entry: Entry | undefined, end: number): entry is BracketedEntry {
    return isInBracket(entry) && !/[\r\n]/.test(this.#text.slice(entry.start, end));
  }

  /** A key in brackets that are perhaps not all there; what of it is read reaches to `end`. */
  #keyInBrackets({ start }: Entry, cursor: number, end: number): CursorContext {
    const rest = /^[^[\]{}=\r\n]*\]/.exec(this.#text.slice(end));
    const word = this.#range(start, end + (rest?.[0].length ?? 0));
    return this.#context(cursor, { stand: 'key', word, isBracketed: true });
  }

  #range(start: number, end: number): CursorContext['word'] {
    return { start: start + this.#start, end: end + this.#start };
  }

  #open(table: GrowingTable | undefined): void {
    if (table === undefined) {
      this.#tables.push(newTable(rootRole(this.#rootName), undefined, this.#rootName));
      return;
    }
    const entry = table.entry;
    const isFresh = entry === undefined || entry.end !== undefined;
    const key = isFresh || !entry.hasEquals ? undefined : entry.key;
    const constructorName = (isFresh ? undefined : entry.hasEquals ? entry.value : entry.name) ?? '';
    const role = tableRole(table.role, key, constructorName);
    const tool = role === 'tool' ? this.#toolNamed(key, entry?.start ?? 0) : undefined;
    if (table.entry === undefined) table.entry = { start: 0 };
    this.#tables.push(newTable(role, key, constructorName, tool));
  }

  #close(token: CursorToken): void {
    if (this.#tables.length > 1) this.#tables.pop();
    else this.#isOver = true;
    const table = this.#tables.at(-1);
    if (table !== undefined) table.entry = { ...(table.entry ?? { start: token.start }), end: token.end };
  }

  #takeInTable(table: GrowingTable, token: CursorToken, image: string): void {
    if (token.kind === 'mark') this.#takeMark(table, token, image);
    else if (token.kind === 'name') this.#takeName(table, token, image);
    else this.#takeLiteral(table, token, image);
  }

  #takeMark(table: GrowingTable, token: CursorToken, image: string): void {
    const { entry } = table;
    if (image === ',' || image === ';') {
      if (entry !== undefined && !entry.hasEquals) table.element += 1;
      table.entry = undefined;
    } else if (image === '=') {
      // A name that was taken for the value of an entry without one is the key of the next.
      const key = (entry?.value ?? entry?.key ?? entry?.name) || undefined;
      if (key !== undefined) table.keys?.set(key, undefined);
      table.entry = { start: entry?.start ?? token.start, hasEquals: true, ...(key !== undefined && { key }) };
    } else if (image === '[') {
      table.entry = { start: token.start, isBracketed: true };
    } else if (image === '(' && entry !== undefined && entry.end === undefined) {
      if (entry.value !== undefined) table.entry = { ...entry, value: `${entry.value}()` };
      else if (entry.name !== undefined) table.entry = { ...entry, name: `${entry.name}()` };
    }
  }

  #takeName(table: GrowingTable, token: CursorToken, image: string): void {
    const { entry } = table;
    if (entry?.hasEquals && entry.end === undefined && entry.value === undefined) {
      const isComplete = image === 'true' || image === 'false';
      table.entry = isComplete ? { ...entry, end: token.end } : { ...entry, value: image };
    } else table.entry = { name: image, start: token.start };
  }

  #takeLiteral(table: GrowingTable, token: CursorToken, image: string): void {
    const { entry } = table;
    if (isInBracket(entry)) {
      table.entry = { ...entry, key: token.kind === 'string' ? contentOf(image) : image };
    } else if (entry?.hasEquals && entry.end === undefined) {
      table.entry = { ...entry, end: token.end };
      if (token.kind === 'string' && entry.key !== undefined) table.keys?.set(entry.key, contentOf(image));
    } else table.entry = { start: token.start, end: token.end };
  }

  #toolNamed(name: string | undefined, start: number): Tool | undefined {
    const isHere = ({ nameRange }: Tool): boolean =>
      nameRange.start >= start + this.#start && nameRange.start <= start + this.#start + 20;
    return this.#comp.toolsByName.get(name ?? '')?.find(isHere);
  }
}

function isInBracket(entry: Entry | undefined): entry is BracketedEntry {
  return entry?.isBracketed === true && entry.key === undefined && entry.hasEquals !== true;
}

function newTable(role: TableRole, key: string | undefined, constructorName: string, tool?: Tool): GrowingTable {
  return { role, key, constructorName, tool, keys: new Map(), element: 0, entry: undefined };
}

/** The tables in which the entry of a tool stands: those of the groups around it, and the outermost. */
function tablesAround(comp: Comp, tool: Tool): GrowingTable[] {
  const list = { keys: undefined, element: 0, constructorName: '' };
  const tables: GrowingTable[] = [];
  for (let scope: Tool['scope'] | undefined = tool.scope; scope !== undefined; scope = scope.parent) {
    tables.unshift({ ...list, role: 'tools', key: 'Tools', tool: undefined, entry: undefined });
    const { owner } = scope;
    if (owner === undefined) continue;
    // The table of the owner is at its entry `Tools`, which ends with the list of tools.
    const entry: Entry = { start: 0, key: 'Tools', hasEquals: true };
    tables.unshift({ ...list, role: 'tool', key: owner.name, constructorName: owner.id, tool: owner, entry });
  }
  const role = comp.kind;
  const constructorName = role === 'composition' ? 'Composition' : '';
  tables.unshift({
    ...list,
    role,
    key: undefined,
    constructorName,
    tool: undefined,
    entry: { start: 0, hasEquals: true },
  });
  return tables;
}

/** The text of a string between its quotes or brackets. */
function contentOf(image: string): string {
  const level = levelOf(image, 0);
  return level === -1 ? unescapeQuoted(image.slice(1, -1)) : image.slice(level + 2, -level - 2);
}
