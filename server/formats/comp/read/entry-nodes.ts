import type { TextRange } from '../../text/range.ts';
import type { BooleanNode, EntryNode, KeyNode, NumberNode, StringNode, TableNode, ValueNode } from '../nodes.ts';
import type { Entry } from './entry.ts';
import { constructorName, contentOf, isNamed, keyName } from './entry-text.ts';
import {
  type EntryTree,
  FALSE_VALUE,
  LONG_STRING_VALUE,
  NAME_KEY,
  NO_VALUE,
  NUMBER_KEY,
  NUMBER_VALUE,
  STRING_VALUE,
  TABLE_VALUE,
  TRUE_VALUE,
} from './entry-tree.ts';
import { KNOWN_NAMES } from './known-names.ts';
import { NO_BLOCKS, type TreeSource } from './tree-source.ts';

/** The node of an entry, in offsets of the whole comp. */
export function entryNode(source: TreeSource, { tree, at }: Entry): EntryNode {
  return new SourceEntry(source, tree, at);
}

/**
 * The value of an entry as a node, in offsets of the whole comp. Of a table it is a view of the source; all other values
 * hold nothing of it, so that they may be kept.
 */
export function valueNode(source: TreeSource, tree: EntryTree, entry: number): ValueNode | undefined {
  const kind = tree.valueKind(entry);
  if (kind === NO_VALUE) return undefined;
  if (kind === TABLE_VALUE) return new SourceTable(source, tree, entry);
  const start = source.absolute(tree.valueStart(entry));
  const end = source.absolute(tree.valueEnd(entry));
  switch (kind) {
    case STRING_VALUE:
    case LONG_STRING_VALUE: {
      const content = contentOf(source.text, tree, entry);
      const contentRange = rangeIn(source, content.start, content.end);
      return { kind: 'string', start, end, value: content.value, contentRange } satisfies StringNode;
    }
    case NUMBER_VALUE: {
      const value = toNumber(source.text.slice(tree.valueStart(entry), tree.valueEnd(entry)));
      return { kind: 'number', start, end, value } satisfies NumberNode;
    }
    case TRUE_VALUE:
    case FALSE_VALUE:
      return { kind: 'boolean', start, end, value: kind === TRUE_VALUE } satisfies BooleanNode;
    default:
      return undefined;
  }
}

/** A stretch of a source as a range of the whole comp. */
export function rangeIn(source: TreeSource, start: number, end: number): TextRange {
  return { start: source.absolute(start), end: source.absolute(end) };
}

/** An entry, read where somebody looks at it. */
class SourceEntry implements EntryNode {
  readonly #source: TreeSource;
  readonly #tree: EntryTree;
  readonly #at: number;
  #key: KeyNode | undefined;
  #value: ValueNode | undefined;

  constructor(source: TreeSource, tree: EntryTree, at: number) {
    this.#source = source;
    this.#tree = tree;
    this.#at = at;
  }

  get start(): number {
    return this.#source.absolute(this.#tree.start(this.#at));
  }

  get end(): number {
    return this.#source.absolute(this.#tree.end(this.#at));
  }

  get key(): KeyNode | undefined {
    if (!this.#tree.hasKey(this.#at)) return undefined;
    this.#key ??= new SourceKey(this.#source, this.#tree, this.#at);
    return this.#key;
  }

  get value(): ValueNode | undefined {
    this.#value ??= valueNode(this.#source, this.#tree, this.#at);
    return this.#value;
  }
}

/** A key; its name is read at once, since nobody asks for a key for anything else. */
class SourceKey implements KeyNode {
  readonly name: string;
  readonly #source: TreeSource;
  readonly #tree: EntryTree;
  readonly #at: number;

  constructor(source: TreeSource, tree: EntryTree, at: number) {
    this.name = keyName(source.text, tree, at);
    this.#source = source;
    this.#tree = tree;
    this.#at = at;
  }

  get kind(): KeyNode['kind'] {
    const kind = this.#tree.keyKind(this.#at);
    return kind === NAME_KEY ? 'name' : kind === NUMBER_KEY ? 'number' : 'string';
  }

  get start(): number {
    return this.#source.absolute(this.#tree.keyStart(this.#at));
  }

  get end(): number {
    return this.#source.absolute(this.#tree.keyEnd(this.#at));
  }

  get nameRange(): TextRange {
    return rangeIn(this.#source, this.#tree.nameStart(this.#at), this.#tree.nameEnd(this.#at));
  }
}

/** A table whose entries are read where somebody looks at them. */
class SourceTable implements TableNode {
  readonly kind = 'table';
  readonly #source: TreeSource;
  readonly #tree: EntryTree;
  readonly #at: number;
  #entries: readonly EntryNode[] | undefined;

  constructor(source: TreeSource, tree: EntryTree, at: number) {
    this.#source = source;
    this.#tree = tree;
    this.#at = at;
  }

  get start(): number {
    return this.#source.absolute(this.#tree.valueStart(this.#at));
  }

  get end(): number {
    return this.#source.absolute(this.#tree.valueEnd(this.#at));
  }

  get open(): number {
    return this.#absolute(this.#tree.open(this.#at));
  }

  get close(): number {
    return this.#absolute(this.#tree.close(this.#at));
  }

  get constructorName(): string | undefined {
    return constructorName(this.#source.text, this.#tree, this.#at);
  }

  get constructorRange(): TextRange | undefined {
    const end = this.#tree.constructorEnd(this.#at);
    return end === -1 ? undefined : rangeIn(this.#source, this.#tree.valueStart(this.#at), end);
  }

  find(name: string): EntryNode | undefined {
    if (this.#source.hasBlocks) return this.#findAmongBlocks(name);
    const tree = this.#tree;
    const { text } = this.#source;
    const wanted = KNOWN_NAMES.numberOf(name);
    const end = tree.after(this.#at);
    let found = -1;
    for (let entry = this.#at + 1; entry < end; entry = tree.after(entry)) {
      const known = tree.knownKey(entry);
      if (known === 0 ? isNamed(text, tree, entry, name) : known === wanted) found = entry;
    }
    return found === -1 ? undefined : new SourceEntry(this.#source, tree, found);
  }

  hasOnly(names: ReadonlyMap<string, unknown>): boolean {
    const tree = this.#tree;
    const end = tree.after(this.#at);
    for (let entry = this.#at + 1; entry < end; entry = tree.after(entry)) {
      const known = tree.knownKey(entry);
      if (known === 0 || !names.has(KNOWN_NAMES.name(known))) return false;
    }
    return true;
  }

  #findAmongBlocks(name: string): EntryNode | undefined {
    const source = this.#source;
    const tree = this.#tree;
    const end = tree.after(this.#at);
    let found: EntryNode | undefined;
    for (let entry = this.#at + 1; entry < end; entry = tree.after(entry)) {
      const start = tree.start(entry);
      if (source.hides(start)) continue;
      const blocks = source.blocksAt(start);
      const block = blocks.findLast((it) => isNamed(it.text, it.entry.tree, it.entry.at, name));
      if (block !== undefined) found = entryNode(block, block.entry);
      else if (blocks.length === 0 && isNamed(source.text, tree, entry, name)) {
        found = new SourceEntry(source, tree, entry);
      }
    }
    return found;
  }

  get entries(): readonly EntryNode[] {
    this.#entries ??= this.#read();
    return this.#entries;
  }

  #read(): readonly EntryNode[] {
    const source = this.#source;
    const { hasBlocks } = source;
    const tree = this.#tree;
    const end = tree.after(this.#at);
    const nodes: EntryNode[] = [];
    for (let entry = this.#at + 1; entry < end; entry = tree.after(entry)) {
      const blocks = hasBlocks ? source.blocksAt(tree.start(entry)) : NO_BLOCKS;
      for (const block of blocks) nodes.push(entryNode(block, block.entry));
      if (blocks.length > 0 || (hasBlocks && source.hides(tree.start(entry)))) continue;
      nodes.push(new SourceEntry(source, tree, entry));
    }
    return nodes;
  }

  #absolute(offset: number): number {
    return offset === -1 ? -1 : this.#source.absolute(offset);
  }
}

function toNumber(image: string): number {
  return image.startsWith('-0x') || image.startsWith('-0X') ? -Number(image.slice(1)) : Number(image);
}
