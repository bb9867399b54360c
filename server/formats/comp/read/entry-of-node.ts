import type { EntryNode, KeyNode, TableNode, ValueNode } from '../nodes.ts';
import { Entry } from './entry.ts';
import {
  EntryTree,
  FALSE_VALUE,
  LONG_STRING_KEY,
  LONG_STRING_VALUE,
  LOST_KEY,
  NAME_KEY,
  NO_VALUE,
  NUMBER_KEY,
  NUMBER_VALUE,
  STRING_KEY,
  STRING_VALUE,
  TRUE_VALUE,
} from './entry-tree.ts';
import { KNOWN_NAMES } from './known-names.ts';

/** An entry of the grammar's tree as offsets alone; `by` is added to each of them. `text` is what the tree was read from. */
export function entryOfNode(text: string, node: EntryNode, by: number): Entry {
  return new TreeCopy(text, by).entry(node);
}

/** A value of the grammar's tree as an entry without key. */
export function entryOfValue(text: string, node: ValueNode, by: number): Entry {
  return new TreeCopy(text, by).value(node);
}

/** Copies a tree of nodes, entry by entry. */
class TreeCopy {
  readonly #text: string;
  readonly #by: number;
  readonly #tree = new EntryTree();

  constructor(text: string, by: number) {
    this.#text = text;
    this.#by = by;
  }

  entry(node: EntryNode): Entry {
    return new Entry(this.#tree, this.#add(node));
  }

  value(node: ValueNode): Entry {
    const entry = this.#tree.add();
    this.#setValue(entry, node);
    return new Entry(this.#tree, entry);
  }

  #add(node: EntryNode): number {
    const entry = this.#tree.add();
    if (node.key !== undefined) this.#setKey(entry, node.key);
    if (node.lacksKey === true) {
      const start = node.start + this.#by;
      this.#tree.setKey(entry, LOST_KEY, 0, start, start, start, start);
    }
    if (node.value === undefined) this.#tree.setValue(entry, NO_VALUE, -1, -1);
    else this.#setValue(entry, node.value);
    this.#tree.setEnd(entry, node.end + this.#by);
    return entry;
  }

  #setKey(entry: number, key: KeyNode): void {
    const by = this.#by;
    const { start, end } = key.nameRange;
    const kind = this.#kindOfKey(key);
    const known = kind === NAME_KEY || kind === STRING_KEY ? this.#knownAt(start, end) : 0;
    this.#tree.setKey(entry, kind, known, key.start + by, key.end + by, start + by, end + by);
  }

  #setValue(entry: number, node: ValueNode): void {
    const start = node.start + this.#by;
    const end = node.end + this.#by;
    if (node.kind !== 'table') {
      this.#tree.setValue(entry, this.#kindOfValue(node), start, end);
      return;
    }
    for (const child of node.entries) this.#add(child);
    const range = node.constructorRange;
    const known = range === undefined ? 0 : this.#knownAt(range.start, range.end);
    const constructorEnd = this.#moved(range?.end ?? -1);
    this.#tree.setTable(entry, known, start, constructorEnd, this.#moved(node.open), this.#moved(node.close), end);
  }

  #moved(offset: number): number {
    return offset === -1 ? -1 : offset + this.#by;
  }

  #knownAt(start: number, end: number): number {
    return KNOWN_NAMES.numberOf(this.#text.slice(start, end));
  }

  #kindOfKey({ kind, nameRange }: KeyNode): number {
    if (kind === 'name') return NAME_KEY;
    if (kind === 'number') return NUMBER_KEY;
    return this.#text.charAt(nameRange.start - 1) === '[' ? LONG_STRING_KEY : STRING_KEY;
  }

  #kindOfValue(node: Exclude<ValueNode, TableNode>): number {
    if (node.kind === 'number') return NUMBER_VALUE;
    if (node.kind === 'boolean') return node.value ? TRUE_VALUE : FALSE_VALUE;
    return this.#text.charAt(node.start) === '[' ? LONG_STRING_VALUE : STRING_VALUE;
  }
}
