import type { TextRange } from '../../text/range.ts';
import type { BooleanNode, EntryNode, KeyNode, NumberNode, StringNode, TableNode, ValueNode } from '../nodes.ts';
import {
  type Entry,
  FALSE_VALUE,
  LONG_STRING_VALUE,
  NAME_KEY,
  NO_VALUE,
  NUMBER_KEY,
  NUMBER_VALUE,
  STRING_VALUE,
  TABLE_VALUE,
  TRUE_VALUE,
} from './entry.ts';
import { contentOf } from './entry-text.ts';
import { constructorName, isNamed, keyName } from './tool-facts.ts';
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
  readonly start: number;
  readonly end: number;
  readonly #source: TreeSource;
  readonly #entry: Entry;
  #key: KeyNode | undefined;
  #value: ValueNode | undefined;

  constructor(source: TreeSource, entry: Entry) {
    this.#source = source;
    this.#entry = entry;
    this.start = source.absolute(entry.start);
    this.end = source.absolute(entry.end);
  }

  get key(): KeyNode | undefined {
    if (!this.#entry.hasKey) return undefined;
    this.#key ??= keyNode(this.#source, this.#entry);
    return this.#key;
  }

  get value(): ValueNode | undefined {
    this.#value ??= valueNode(this.#source, this.#entry);
    return this.#value;
  }
}

function keyNode(source: TreeSource, entry: Entry): KeyNode {
  const { keyKind } = entry;
  const kind = keyKind === NAME_KEY ? 'name' : keyKind === NUMBER_KEY ? 'number' : 'string';
  const nameRange = rangeIn(source, entry.nameStart, entry.nameEnd);
  const name = keyName(source.text, entry);
  return { kind, name, nameRange, ...rangeIn(source, entry.keyStart, entry.keyEnd) };
}

/** A table whose entries are read where somebody looks at them. */
class SourceTable implements TableNode {
  readonly kind = 'table';
  readonly start: number;
  readonly end: number;
  readonly open: number;
  readonly close: number;
  readonly #source: TreeSource;
  readonly #entry: Entry;
  #entries: readonly EntryNode[] | undefined;

  constructor(source: TreeSource, entry: Entry) {
    this.#source = source;
    this.#entry = entry;
    this.start = source.absolute(entry.valueStart);
    this.end = source.absolute(entry.valueEnd);
    this.open = entry.open === -1 ? -1 : source.absolute(entry.open);
    this.close = entry.close === -1 ? -1 : source.absolute(entry.close);
  }

  get constructorName(): string | undefined {
    return constructorName(this.#source.text, this.#entry);
  }

  get constructorRange(): TextRange | undefined {
    const { valueStart, constructorEnd } = this.#entry;
    return constructorEnd === -1 ? undefined : rangeIn(this.#source, valueStart, constructorEnd);
  }

  find(name: string): EntryNode | undefined {
    const { entries } = this.#entry;
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (entry === undefined || this.#source.hides(entry.start)) continue;
      const blocks = this.#source.blocksAt(entry.start);
      if (blocks.length === 0 && isNamed(this.#source.text, entry, name)) return new SourceEntry(this.#source, entry);
      const block = blocks.findLast((it) => isNamed(it.text, it.entry, name));
      if (block !== undefined) return new SourceEntry(block, block.entry);
    }
    return undefined;
  }

  get entries(): readonly EntryNode[] {
    this.#entries ??= this.#entry.entries
      .filter((entry) => !this.#source.hides(entry.start))
      .flatMap((entry) => entryNodes(this.#source, entry));
    return this.#entries;
  }
}

function toNumber(image: string): number {
  return image.startsWith('-0x') || image.startsWith('-0X') ? -Number(image.slice(1)) : Number(image);
}
