import type { TextRange } from '../../text/range.ts';
import type { BooleanNode, EntryNode, KeyNode, NumberNode, StringNode, TableNode, ValueNode } from '../nodes.ts';
import {
  type Entry,
  FALSE_VALUE,
  LONG_STRING_VALUE,
  NAME_KEY,
  NO_KEY,
  NO_VALUE,
  NUMBER_KEY,
  NUMBER_VALUE,
  STRING_VALUE,
  TABLE_VALUE,
  TRUE_VALUE,
} from './entry.ts';
import { contentOf } from './entry-text.ts';
import { constructorName, indexOfName, isNamed, keyName } from './tool-facts.ts';
import type { TreeSource } from './tree-source.ts';

/** The node of an entry, in offsets of the whole comp. */
export function entryNode(source: TreeSource, entry: Entry): EntryNode {
  return new SourceEntry(source, entry);
}

/** The nodes of an entry: of one that stands for blocks, those of the entries of these blocks. */
function entryNodes(source: TreeSource, entry: Entry): readonly EntryNode[] {
  const blocks = source.blocksAt(entry.start);
  if (blocks.length === 0) return [new SourceEntry(source, entry)];
  return blocks.map((block) => new SourceEntry(block, block.entry));
}

/**
 * The value of an entry as a node, in offsets of the whole comp. Of a table it is a view of the source; all other values
 * hold nothing of it, so that they may be kept.
 */
export function valueNode(source: TreeSource, entry: Entry): ValueNode | undefined {
  if (entry.valueKind === NO_VALUE) return undefined;
  if (entry.valueKind === TABLE_VALUE) return new SourceTable(source, entry);
  const start = source.absolute(entry.valueStart);
  const end = source.absolute(entry.valueEnd);
  switch (entry.valueKind) {
    case STRING_VALUE:
    case LONG_STRING_VALUE: {
      const content = contentOf(source.text, entry);
      const contentRange = rangeIn(source, content.start, content.end);
      return { kind: 'string', start, end, value: content.value, contentRange } satisfies StringNode;
    }
    case NUMBER_VALUE: {
      const value = toNumber(source.text.slice(entry.valueStart, entry.valueEnd));
      return { kind: 'number', start, end, value } satisfies NumberNode;
    }
    case TRUE_VALUE:
    case FALSE_VALUE:
      return { kind: 'boolean', start, end, value: entry.valueKind === TRUE_VALUE } satisfies BooleanNode;
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
  readonly #entry: Entry;
  #key: KeyNode | undefined;
  #value: ValueNode | undefined;

  constructor(source: TreeSource, entry: Entry) {
    this.#source = source;
    this.#entry = entry;
  }

  get start(): number {
    return this.#source.absolute(this.#entry.start);
  }

  get end(): number {
    return this.#source.absolute(this.#entry.end);
  }

  get key(): KeyNode | undefined {
    if (this.#entry.keyKind === NO_KEY) return undefined;
    this.#key ??= new SourceKey(this.#source, this.#entry);
    return this.#key;
  }

  get value(): ValueNode | undefined {
    this.#value ??= valueNode(this.#source, this.#entry);
    return this.#value;
  }
}

/** A key; its name is read at once, since nobody asks for a key for anything else. */
class SourceKey implements KeyNode {
  readonly name: string;
  readonly #source: TreeSource;
  readonly #entry: Entry;

  constructor(source: TreeSource, entry: Entry) {
    this.name = keyName(source.text, entry);
    this.#source = source;
    this.#entry = entry;
  }

  get kind(): KeyNode['kind'] {
    const { keyKind } = this.#entry;
    return keyKind === NAME_KEY ? 'name' : keyKind === NUMBER_KEY ? 'number' : 'string';
  }

  get start(): number {
    return this.#source.absolute(this.#entry.keyStart);
  }

  get end(): number {
    return this.#source.absolute(this.#entry.keyEnd);
  }

  get nameRange(): TextRange {
    return rangeIn(this.#source, this.#entry.nameStart, this.#entry.nameEnd);
  }
}

/** A table whose entries are read where somebody looks at them. */
class SourceTable implements TableNode {
  readonly kind = 'table';
  readonly #source: TreeSource;
  readonly #entry: Entry;
  #entries: readonly EntryNode[] | undefined;

  constructor(source: TreeSource, entry: Entry) {
    this.#source = source;
    this.#entry = entry;
  }

  get start(): number {
    return this.#source.absolute(this.#entry.valueStart);
  }

  get end(): number {
    return this.#source.absolute(this.#entry.valueEnd);
  }

  get open(): number {
    return this.#entry.open === -1 ? -1 : this.#source.absolute(this.#entry.open);
  }

  get close(): number {
    return this.#entry.close === -1 ? -1 : this.#source.absolute(this.#entry.close);
  }

  get constructorName(): string | undefined {
    return constructorName(this.#source.text, this.#entry);
  }

  get constructorRange(): TextRange | undefined {
    const { valueStart, constructorEnd } = this.#entry;
    return constructorEnd === -1 ? undefined : rangeIn(this.#source, valueStart, constructorEnd);
  }

  find(name: string): EntryNode | undefined {
    const source = this.#source;
    const { text } = source;
    const { entries } = this.#entry;
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (entry === undefined) continue;
      if (source.hasBlocks) {
        if (source.hides(entry.start)) continue;
        const blocks = source.blocksAt(entry.start);
        const block = blocks.findLast((it) => isNamed(it.text, it.entry, name));
        if (block !== undefined) return new SourceEntry(block, block.entry);
        if (blocks.length > 0) continue;
      }
      if (isNamed(text, entry, name)) return new SourceEntry(source, entry);
    }
    return undefined;
  }

  findAll(names: readonly string[]): readonly (ValueNode | undefined)[] {
    const source = this.#source;
    if (source.hasBlocks) return names.map((name) => this.find(name)?.value);
    const { text } = source;
    const found: (ValueNode | undefined)[] = names.map(() => undefined);
    for (const entry of this.#entry.entries) {
      const index = indexOfName(text, entry, names);
      if (index !== -1) found[index] = valueNode(source, entry);
    }
    return found;
  }

  get entries(): readonly EntryNode[] {
    this.#entries ??= this.#read();
    return this.#entries;
  }

  #read(): readonly EntryNode[] {
    const source = this.#source;
    const { entries } = this.#entry;
    if (!source.hasBlocks) return entries.map((entry) => new SourceEntry(source, entry));
    return entries.filter((entry) => !source.hides(entry.start)).flatMap((entry) => entryNodes(source, entry));
  }
}

function toNumber(image: string): number {
  return image.startsWith('-0x') || image.startsWith('-0X') ? -Number(image.slice(1)) : Number(image);
}
