import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { TextRange } from '../text/range.ts';
import {
  isMerge,
  resolved,
  type YamlAnchor,
  type YamlFault,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
} from './yaml-node.ts';

const STYLES: Readonly<Record<string, YamlScalar['style']>> = {
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.QUOTE_DOUBLE]: 'double',
  [Scalar.BLOCK_LITERAL]: 'block',
  [Scalar.BLOCK_FOLDED]: 'block',
};

/** Something of which the parts are known only once it is read; it may be repeated inside of itself. */
type Growing<Built> = { -readonly [Key in keyof Built]: Built[Key] };

/** A document as a tree. */
export interface BuiltTree {
  /** Absent for an empty document. */
  readonly root: YamlNode | undefined;
  /** Everything that has an anchor, in document order. */
  readonly anchored: readonly YamlNode[];
  readonly aliases: readonly (YamlNode & { readonly kind: 'alias' })[];
  /** Aliases that repeat nothing, keys that are there twice, keys that are none. */
  readonly faults: readonly YamlFault[];
}

/** Makes a tree of what the `yaml` package has read of one document, in one pass. */
export class TreeBuilder {
  readonly #text: string;
  readonly #anchorRanges: readonly TextRange[];
  /** How many of the anchors begin before what is being read. */
  #anchorsPassed = 0;
  readonly #byName = new Map<string, YamlNode>();
  readonly #anchored: YamlNode[] = [];
  readonly #aliases: (YamlNode & { readonly kind: 'alias' })[] = [];
  readonly #faults: YamlFault[] = [];

  /** `anchorRanges` are those of the whole text, in order. */
  constructor(text: string, anchorRanges: readonly TextRange[]) {
    this.#text = text;
    this.#anchorRanges = anchorRanges;
  }

  build(contents: ParsedNode | null): BuiltTree {
    const root = contents === null ? undefined : this.#node(contents, 0);
    return { root, anchored: this.#anchored, aliases: this.#aliases, faults: this.#faults };
  }

  /** `at` is where a value that is left out would stand. */
  #node(node: unknown, at: number): YamlNode {
    if (isAlias(node)) return this.#alias(node.source, this.#rangeOf(node, at));
    if (isMap(node)) return this.#map(node, at);
    if (isSeq(node)) return this.#list(node, at);
    if (isScalar(node)) {
      const range: Growing<TextRange> = { ...this.#rangeOf(node, at) };
      const style = STYLES[node.type ?? ''] ?? 'plain';
      if (style === 'block') range.end = withoutBreaks(this.#text, range);
      const scalar: YamlNode = { kind: 'scalar', value: plain(node.value), style, range, anchor: undefined };
      return this.#anchor(scalar, node);
    }
    return { kind: 'scalar', value: null, style: 'plain', range: { start: at, end: at }, anchor: undefined };
  }

  #alias(name: string, range: TextRange): YamlNode {
    const target = this.#byName.get(name);
    const alias = { kind: 'alias', name, target, range, anchor: undefined } as const;
    this.#aliases.push(alias);
    if (target === undefined) {
      this.#faults.push({ kind: 'alias', message: `There is no anchor "&${name}" before this alias.`, range });
    }
    return alias;
  }

  #map(node: YAMLMap, at: number): YamlNode {
    const pairs: YamlPair[] = [];
    const range: Growing<TextRange> = { ...this.#rangeOf(node, at) };
    const map = this.#anchor({ kind: 'map', pairs, isFlow: node.flow === true, range, anchor: undefined }, node);
    const first = new Map<string, YamlNode>();
    for (const item of node.items) {
      const key = this.#node(item.key, pairs.at(-1)?.range.end ?? range.start);
      const value = this.#node(item.value, key.range.end);
      const pair = { key, name: nameOf(key), value, range: joined(key.range, value.range) };
      pairs.push(pair);
      this.#checkKey(pair, first);
    }
    growToHold(range, pairs, node.flow === true);
    return map;
  }

  #list(node: YAMLSeq, at: number): YamlNode {
    const items: YamlNode[] = [];
    const range: Growing<TextRange> = { ...this.#rangeOf(node, at) };
    const list = this.#anchor({ kind: 'list', items, isFlow: node.flow === true, range, anchor: undefined }, node);
    for (const item of node.items) {
      items.push(isPairLike(item) ? this.#onePair(item, at) : this.#node(item, items.at(-1)?.range.end ?? range.start));
    }
    growToHold(range, items, node.flow === true);
    return list;
  }

  /** `[a: 1]`, which is a list of one map. */
  #onePair({ key, value }: PairLike, at: number): YamlNode {
    const keyNode = this.#node(key, at);
    const valueNode = this.#node(value, keyNode.range.end);
    const range = joined(keyNode.range, valueNode.range);
    const pair = { key: keyNode, name: nameOf(keyNode), value: valueNode, range };
    return { kind: 'map', pairs: [pair], isFlow: true, range, anchor: undefined };
  }

  #checkKey(pair: YamlPair, first: Map<string, YamlNode>): void {
    const { key, name } = pair;
    if (name === undefined) {
      const message = 'A list or a map stands where a key belongs. Quote a text that begins with { or [.';
      if (key.kind !== 'alias') this.#faults.push({ kind: 'syntax', message, range: key.range });
      return;
    }
    if (isMerge(pair)) {
      this.#checkMerge(pair);
      return;
    }
    const before = first.get(name);
    if (before === undefined) first.set(name, key);
    else {
      const related = { message: 'It stands here first.', range: before.range };
      const message = `The key "${name}" is here twice. Keys have to be unique in their map.`;
      this.#faults.push({ kind: 'duplicate-key', message, range: key.range, related });
    }
  }

  /** What is merged has to be a map, or a list of maps: else readers refuse the whole text. */
  #checkMerge({ key, value }: YamlPair): void {
    const merged = value.kind === 'list' ? value.items : [value];
    const wrong = merged.find((each) => {
      const node = resolved(each);
      // An alias without an anchor is told as what it is.
      return each.kind === 'alias' ? node !== undefined && !isMergeable(node) : node?.kind !== 'map';
    });
    if (wrong === undefined) return;
    const range = wrong.range.end > wrong.range.start ? wrong.range : key.range;
    this.#faults.push({ kind: 'merge', message: 'Only keys and values can be merged, as in <<: *name.', range });
  }

  /** The node with its anchor, where the `yaml` package has found one. */
  #anchor<Built extends YamlNode>(built: Built, { anchor: name }: { readonly anchor?: string }): Built {
    const from = built.range.start;
    while ((this.#anchorRanges[this.#anchorsPassed]?.start ?? Number.POSITIVE_INFINITY) <= from) {
      this.#anchorsPassed += 1;
    }
    if (name === undefined) return built;
    const range = this.#anchorBefore(name);
    const anchored =
      range === undefined ? built : Object.assign(built, { anchor: { name, range } satisfies YamlAnchor });
    this.#byName.set(name, anchored);
    this.#anchored.push(anchored);
    return anchored;
  }

  /** The nearest anchor of a name before what is being read; other anchors may stand between, in broken text. */
  #anchorBefore(name: string): TextRange | undefined {
    for (let at = this.#anchorsPassed - 1; at >= Math.max(0, this.#anchorsPassed - 4); at -= 1) {
      const range = this.#anchorRanges[at];
      if (range !== undefined && this.#text.slice(range.start + 1, range.end) === name) return range;
    }
    return undefined;
  }

  #rangeOf({ range }: Node, at: number): TextRange {
    if (!range) return { start: at, end: at };
    const [start, end] = range;
    return { start, end: Math.max(start, Math.min(end, this.#text.length)) };
  }
}

/** The end of a text in a block before the line breaks that follow it. */
function withoutBreaks(text: string, { start, end }: TextRange): number {
  let at = end;
  while (at > start && /[\r\n]/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

/** Has a range hold the parts, which in broken text may stand in any order; a block ends with its last part. */
function growToHold(range: Growing<TextRange>, parts: readonly { readonly range: TextRange }[], isFlow: boolean): void {
  if (!isFlow) range.end = range.start;
  for (const part of parts) {
    range.start = Math.min(range.start, part.range.start);
    range.end = Math.max(range.end, part.range.end);
  }
}

function joined(one: TextRange, other: TextRange): TextRange {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}

interface PairLike {
  readonly key: unknown;
  readonly value: unknown;
}

function isPairLike(item: unknown): item is PairLike {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item && !isScalar(item);
}

/** A map, or a list of maps. */
function isMergeable(node: YamlNode): boolean {
  return node.kind === 'map' || (node.kind === 'list' && node.items.every((item) => resolved(item)?.kind === 'map'));
}

function nameOf(key: YamlNode): string | undefined {
  return key.kind === 'scalar' ? String(key.value ?? '') : undefined;
}

/** Dates and the like, which tags can make, count as the text they are written with. */
function plain(value: unknown): YamlScalar['value'] {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    default:
      return value === null || value === undefined ? null : String(value);
  }
}
