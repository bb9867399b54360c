import type { TextRange } from '../text/range.ts';

/** The syntax tree of a comp or setting: Lua table constructors and nothing else. Offsets only; no text is copied. */
export type ValueNode = TableNode | StringNode | NumberNode | BooleanNode;

/** `{ ... }`, with or without a constructor before it: `Input { ... }`, `Fuse.Wireless { ... }`, `ordered() { ... }`. */
export interface TableNode extends TextRange {
  readonly kind: 'table';
  /** The constructor as written without blanks (`Fuse.Wireless`, `ordered()`), absent for a plain table. */
  readonly constructorName?: string | undefined;
  readonly constructorRange?: TextRange | undefined;
  /** Offset of `{`, and of `}`; -1 where the parser had to supply it. */
  readonly open: number;
  readonly close: number;
  readonly entries: readonly EntryNode[];
  /** The last entry with this key, a name or a text; where it is absent, the entries are to be gone through. */
  find?(name: string): EntryNode | undefined;
  /** Every entry has one of these keys as its key, a name or a text; nothing is known where it is absent. */
  hasOnly?(names: ReadonlyMap<string, unknown>): boolean;
}

/** One element of a table: `key = value`, or a value alone (then `key` is absent). */
export interface EntryNode extends TextRange {
  readonly key?: KeyNode | undefined;
  /** Absent where the text breaks off after `=`. */
  readonly value?: ValueNode | undefined;
  /** An entry begins with `=`: the key before it is gone. */
  readonly lacksKey?: boolean;
}

/** `Name`, `["any text"]` or `[12.5]`; `name` is the key as Lua sees it, numbers as they are written. */
export interface KeyNode extends TextRange {
  readonly kind: 'name' | 'string' | 'number';
  readonly name: string;
  /** The range a rename replaces: the name, or what is inside the quotes. */
  readonly nameRange: TextRange;
}

/** A quoted or long-bracket string. */
export interface StringNode extends TextRange {
  readonly kind: 'string';
  /** The text with its escapes resolved. */
  readonly value: string;
  /** What is between the quotes or brackets, as it stands in the text. */
  readonly contentRange: TextRange;
}

export interface NumberNode extends TextRange {
  readonly kind: 'number';
  readonly value: number;
}

export interface BooleanNode extends TextRange {
  readonly kind: 'boolean';
  readonly value: boolean;
}
