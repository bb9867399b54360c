import type { TextRange } from '../text/range.ts';
import { CursorScan } from './cursor-scan.ts';
import type { CursorToken } from './cursor-tokens.ts';
import { cursorTokens } from './cursor-tokens.ts';
import { findRoot } from './find-root.ts';
import type { Comp, Scope, Tool } from './model.ts';
import type { TableRole } from './table-role.ts';

/** A table around the cursor. */
export interface OpenTable {
  readonly role: TableRole;
  /** The key it stands under; absent for an element of a list and for the outermost table. */
  readonly key: string | undefined;
  /** The constructor as it is written without blanks; empty for a plain table. */
  readonly constructorName: string;
  /** Of a table with the role `tool`: the tool of the model, where it is known there. */
  readonly tool: Tool | undefined;
  /** The keys that stand before the cursor, with their values where these are strings; absent for a table that begins
   * before the innermost tool. */
  readonly keys: ReadonlyMap<string, string | undefined> | undefined;
}

/** The string the cursor is in. */
export interface CursorString {
  /** What is between the quotes. One that is not closed reaches to the cursor or to the end of its line. */
  readonly content: TextRange;
  /** False where the closing quote has still to be written. */
  readonly isClosed: boolean;
}

/** What the cursor stands in, read from the text around it; right also where that text is half written. */
export interface CursorContext {
  readonly offset: number;
  /** The tables around the cursor, the outermost first. */
  readonly tables: readonly OpenTable[];
  /** What the text at the cursor is: the key of an entry (or an element of a list), or the value of `key`. */
  readonly stand: 'key' | 'value' | 'none';
  /** The key whose value the cursor is at, or right after. */
  readonly key: string | undefined;
  /** The number of list elements before the cursor in its table. */
  readonly element: number;
  /** The word at the cursor, also what of it follows the cursor; empty, at the cursor, where there is none. */
  readonly word: TextRange;
  /** The word is written in brackets, `["Gamut.SLogVersion"]`, which then belong to it. */
  readonly isBracketed: boolean;
  readonly string: CursorString | undefined;
  /** Where a comma has to be written before another entry can stand at the cursor. */
  readonly missingComma: number | undefined;
}

/** A line longer than this after the cursor is not looked at to its end; UTF-16 code units. */
const LONGEST_REST = 16_384;

/** Reads what stands around `offset`, or around the nearest place in the text. It looks at the innermost tool before the cursor and no further back. */
export function cursorContext(comp: Comp, offset: number): CursorContext {
  const at = Math.max(0, offset);
  const tool = lastToolBefore(comp, at);
  const start = tool === undefined ? rootStart(comp, at) : entryStart(comp, tool);
  const text = comp.slice(start, endOfLine(comp, at));
  const cursor = Math.max(0, Math.min(at - start, text.length));
  const scan = new CursorScan(text, start, comp, tool);
  for (const token of cursorTokens(text)) {
    if (token.start >= cursor) break;
    if (reaches(token, cursor)) return scan.inside(token, cursor);
    scan.take(token);
  }
  return scan.between(cursor);
}

/** Whether the cursor is in a token or at its end, where more of it can be typed. */
function reaches(token: CursorToken, cursor: number): boolean {
  if (token.kind === 'mark') return false;
  if (token.kind === 'string' || (token.kind === 'comment' && token.isClosed)) {
    return cursor < token.end || (cursor === token.end && !token.isClosed);
  }
  return cursor <= token.end;
}

/** The innermost table around the cursor. */
export function innermost(context: CursorContext): OpenTable | undefined {
  return context.tables.at(-1);
}

/** The innermost table around the cursor that has a role. */
export function tableWithRole(context: CursorContext, ...roles: readonly TableRole[]): OpenTable | undefined {
  return context.tables.findLast((table) => roles.includes(table.role));
}

/** The scope in which a name at the cursor is looked up: the innermost tool's own, or one around it. */
export function scopeAt(comp: Comp, context: CursorContext): Scope {
  const owner = context.tables.findLast((table) => table.tool !== undefined)?.tool;
  return owner?.nested ?? owner?.scope ?? comp.flow;
}

/** The text of the word at the cursor. */
export function wordText(comp: Comp, { word }: CursorContext): string {
  return comp.slice(word.start, word.end);
}

function lastToolBefore({ tools }: Comp, offset: number): Tool | undefined {
  let low = 0;
  let high = tools.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tools[middle]?.nameRange.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return tools[low - 1];
}

/** Where the entry of a tool begins: at its name, or at the bracket before it. */
function entryStart(comp: Comp, { nameRange }: Tool): number {
  const before = comp.slice(Math.max(0, nameRange.start - 20), nameRange.start);
  const bracket = /\[\s*(?:["']|\[=*\[)$/.exec(before);
  return bracket === null ? nameRange.start : nameRange.start - bracket[0].length;
}

function rootStart(comp: Comp, offset: number): number {
  return findRoot(comp.slice(0, endOfLine(comp, offset)))?.start ?? 0;
}

function endOfLine(comp: Comp, offset: number): number {
  const rest = comp.slice(offset, offset + LONGEST_REST);
  const end = rest.search(/[\r\n]/);
  return offset + (end === -1 ? rest.length : end);
}
