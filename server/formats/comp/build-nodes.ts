import type { IToken } from 'chevrotain';
import type { TextRange } from '../text/range.ts';
import { levelOf } from './long-bracket.ts';
import type { BooleanNode, EntryNode, KeyNode, NumberNode, StringNode, TableNode, ValueNode } from './nodes.ts';
import { isTerminated, unescapeQuoted } from './quoted-string.ts';

/** A name with what dots join to it, as it stands before `=`, `{` or `(`. */
export interface Path extends TextRange {
  readonly name: string;
  readonly isDotted: boolean;
}

function rangeOfToken(token: IToken): TextRange {
  return { start: token.startOffset, end: endOfToken(token) };
}

/** The offset after a token. */
export function endOfToken(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** A string between quotes, its escapes resolved. */
export function quotedNode(token: IToken): StringNode {
  const start = token.startOffset;
  const end = endOfToken(token);
  const contentEnd = isTerminated(token.image) ? end - 1 : end;
  const value = unescapeQuoted(token.image.slice(1, contentEnd - start));
  return { kind: 'string', start, end, value, contentRange: { start: start + 1, end: contentEnd } };
}

/** A string between long brackets: nothing is escaped, and a line break right after the opening is not part of it. */
export function longStringNode(token: IToken): StringNode {
  const start = token.startOffset;
  const end = endOfToken(token);
  const width = levelOf(token.image, 0) + 2;
  const content = token.image.slice(width, -width);
  const contentRange = { start: start + width, end: end - width };
  return { kind: 'string', start, end, value: content.replace(/^\r?\n/, ''), contentRange };
}

/** A number, decimal or hexadecimal. */
export function numberNode(token: IToken): NumberNode {
  return { kind: 'number', start: token.startOffset, end: endOfToken(token), value: toNumber(token.image) };
}

function toNumber(image: string): number {
  return image.startsWith('-0x') || image.startsWith('-0X') ? -Number(image.slice(1)) : Number(image);
}

/** `true` or `false`. */
export function booleanNode(token: IToken, value: boolean): BooleanNode {
  return { kind: 'boolean', start: token.startOffset, end: endOfToken(token), value };
}

/** The table with the constructor that stands before it. */
export function constructedTable(path: TextRange & { readonly name: string }, table: TableNode): TableNode {
  return {
    kind: 'table',
    constructorName: path.name,
    constructorRange: { start: path.start, end: path.end },
    start: path.start,
    end: table.end,
    open: table.open,
    close: table.close,
    entries: table.entries,
  };
}

/** `key = value`; `equals` is the token after which a missing value ends the entry. */
export function keyedEntry(key: KeyNode, equals: IToken | undefined, value: ValueNode | undefined): EntryNode {
  if (value !== undefined) return { key, value, start: key.start, end: value.end };
  return { key, start: key.start, end: equals === undefined ? key.end : endOfToken(equals) };
}

/** A value alone. */
export function valueEntry(value: ValueNode): EntryNode {
  return { value, start: value.start, end: value.end };
}

/** The key `Name`, or one with dots that ought to stand in brackets. */
export function nameKey(path: Path): KeyNode {
  return {
    kind: 'name',
    name: path.name,
    start: path.start,
    end: path.end,
    nameRange: { start: path.start, end: path.end },
  };
}

/** The key `["text"]`; `range` is that of the brackets. */
export function stringKey(literal: StringNode, range: TextRange): KeyNode {
  return { kind: 'string', name: literal.value, start: range.start, end: range.end, nameRange: literal.contentRange };
}

/** The key `[number]`, or another word that stands in brackets without quotes. */
export function bareKey(kind: 'name' | 'number', token: IToken, range: TextRange): KeyNode {
  return { kind, name: token.image, start: range.start, end: range.end, nameRange: rangeOfToken(token) };
}
