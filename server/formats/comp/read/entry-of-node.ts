import type { EntryNode, KeyNode, TableNode, ValueNode } from '../nodes.ts';
import {
  Entry,
  FALSE_VALUE,
  LONG_STRING_KEY,
  LONG_STRING_VALUE,
  LOST_KEY,
  NAME_KEY,
  NUMBER_KEY,
  NUMBER_VALUE,
  STRING_KEY,
  STRING_VALUE,
  TABLE_VALUE,
  TRUE_VALUE,
} from './entry.ts';

/** An entry of the grammar's tree as offsets alone; `by` is added to each of them. `text` is what the tree was read from. */
export function entryOfNode(text: string, node: EntryNode, by: number): Entry {
  const entry = node.value === undefined ? new Entry() : entryOfValue(text, node.value, by);
  if (node.key !== undefined) setKey(text, entry, node.key, by);
  if (node.lacksKey === true) setLostKey(entry, node.start + by);
  entry.end = node.end + by;
  return entry;
}

/** A value of the grammar's tree as an entry without key. */
export function entryOfValue(text: string, node: ValueNode, by: number): Entry {
  const entry = new Entry();
  entry.valueKind = kindOf(text, node);
  entry.valueStart = node.start + by;
  entry.valueEnd = node.end + by;
  entry.end = entry.valueEnd;
  if (node.kind === 'table') setTable(text, entry, node, by);
  return entry;
}

function setTable(text: string, entry: Entry, node: TableNode, by: number): void {
  if (node.constructorRange !== undefined) entry.constructorEnd = node.constructorRange.end + by;
  if (node.open !== -1) entry.open = node.open + by;
  if (node.close !== -1) entry.close = node.close + by;
  entry.entries = node.entries.map((child) => entryOfNode(text, child, by));
}

function setLostKey(entry: Entry, start: number): void {
  entry.keyKind = LOST_KEY;
  entry.keyStart = start;
  entry.keyEnd = start;
  entry.nameStart = start;
  entry.nameEnd = start;
}

function setKey(text: string, entry: Entry, key: KeyNode, by: number): void {
  entry.keyKind = keyKindOf(text, key);
  entry.keyStart = key.start + by;
  entry.keyEnd = key.end + by;
  entry.nameStart = key.nameRange.start + by;
  entry.nameEnd = key.nameRange.end + by;
}

function keyKindOf(text: string, key: KeyNode): number {
  if (key.kind === 'name') return NAME_KEY;
  if (key.kind === 'number') return NUMBER_KEY;
  return text.charAt(key.nameRange.start - 1) === '[' ? LONG_STRING_KEY : STRING_KEY;
}

function kindOf(text: string, node: ValueNode): number {
  if (node.kind === 'table') return TABLE_VALUE;
  if (node.kind === 'number') return NUMBER_VALUE;
  if (node.kind === 'boolean') return node.value ? TRUE_VALUE : FALSE_VALUE;
  return text.charAt(node.start) === '[' ? LONG_STRING_VALUE : STRING_VALUE;
}
