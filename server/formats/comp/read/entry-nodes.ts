import type { TextRange } from '../../text/range.ts';
import type { BooleanNode, EntryNode, KeyNode, NumberNode, StringNode, TableNode, ValueNode } from '../nodes.ts';
import {
  type Entry,
  FALSE_VALUE,
  LONG_STRING_VALUE,
  NAME_KEY,
  NO_KEY,
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

/** The value of an entry as a node, in offsets of the whole comp. */
export function valueNode(source: TreeSource, entry: Entry): ValueNode | undefined {
  switch (entry.valueKind) {
    case TABLE_VALUE:
      return new SourceTable(source, entry);
    case STRING_VALUE:
    case LONG_STRING_VALUE:
      return new SourceString(source, entry);
    case NUMBER_VALUE:
      return new SourceNumber(source, entry);
    case TRUE_VALUE:
    case FALSE_VALUE:
      return new SourceBoolean(source, entry);
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

/** What all values have in common: where they stand. */
class SourceValue {
  protected readonly source: TreeSource;
  protected readonly read: Entry;

  constructor(source: TreeSource, read: Entry) {
    this.source = source;
    this.read = read;
  }

  get start(): number {
    return this.source.absolute(this.read.valueStart);
  }

  get end(): number {
    return this.source.absolute(this.read.valueEnd);
  }
}

class SourceString extends SourceValue implements StringNode {
  readonly kind = 'string';
  readonly value: string;
  readonly contentRange: TextRange;

  constructor(source: TreeSource, read: Entry) {
    super(source, read);
    const { value, start, end } = contentOf(source.text, read);
    this.value = value;
    this.contentRange = rangeIn(source, start, end);
  }
}

class SourceNumber extends SourceValue implements NumberNode {
  readonly kind = 'number';
  readonly value: number;

  constructor(source: TreeSource, read: Entry) {
    super(source, read);
    this.value = toNumber(source.text.slice(read.valueStart, read.valueEnd));
  }
}

class SourceBoolean extends SourceValue implements BooleanNode {
  readonly kind = 'boolean';

  get value(): boolean {
    return this.read.valueKind === TRUE_VALUE;
  }
}

/** A table whose entries are read where somebody looks at them. */
class SourceTable extends SourceValue implements TableNode {
  readonly kind = 'table';
  #entries: readonly EntryNode[] | undefined;

  get open(): number {
    return this.read.open === -1 ? -1 : this.source.absolute(this.read.open);
  }

  get close(): number {
    return this.read.close === -1 ? -1 : this.source.absolute(this.read.close);
  }

  get constructorName(): string | undefined {
    return constructorName(this.source.text, this.read);
  }

  get constructorRange(): TextRange | undefined {
    const { valueStart, constructorEnd } = this.read;
    return constructorEnd === -1 ? undefined : rangeIn(this.source, valueStart, constructorEnd);
  }

  find(name: string): EntryNode | undefined {
    const { source } = this;
    const { text } = source;
    const { entries } = this.read;
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
    const { source } = this;
    if (source.hasBlocks) return names.map((name) => this.find(name)?.value);
    const { text } = source;
    const found: (ValueNode | undefined)[] = names.map(() => undefined);
    for (const entry of this.read.entries) {
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
    const { source } = this;
    const { entries } = this.read;
    if (!source.hasBlocks) return entries.map((entry) => new SourceEntry(source, entry));
    return entries.filter((entry) => !source.hides(entry.start)).flatMap((entry) => entryNodes(source, entry));
  }
}

function toNumber(image: string): number {
  return image.startsWith('-0x') || image.startsWith('-0X') ? -Number(image.slice(1)) : Number(image);
}
