import type { TextEdit, TextRange } from '../text/range.ts';

/** The keys and the places in lists, counted from 0, that lead from the top of a document to a value. */
export type YamlPath = readonly (string | number)[];

/** A name given to a value, `&name`, that others repeat. */
export interface YamlAnchor {
  readonly name: string;
  /** With the `&`. */
  readonly range: TextRange;
}

/** What every value has. */
interface YamlValue {
  /** From its first character to its last, without what stands before it (anchor, tag) and the line's end. */
  readonly range: TextRange;
  readonly anchor: YamlAnchor | undefined;
}

/** A text, number or the like. What is left empty is one too: its value is null, and its range has no length. */
export interface YamlScalar extends YamlValue {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** How it is written. */
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

/** Keys and values. */
export interface YamlMap extends YamlValue {
  readonly kind: 'map';
  readonly pairs: readonly YamlPair[];
  /** Written between braces. */
  readonly isFlow: boolean;
}

/** Values one after the other. */
export interface YamlList extends YamlValue {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  /** Written between brackets. */
  readonly isFlow: boolean;
}

/** The repetition of a value, `*name`. */
export interface YamlAlias extends YamlValue {
  readonly kind: 'alias';
  readonly name: string;
  /** The nearest value before it that has the name; absent where there is none. It may be around the alias. */
  readonly target: YamlNode | undefined;
}

/** A value, or the repetition of one. */
export type YamlNode = YamlScalar | YamlMap | YamlList | YamlAlias;

/** A key with its value. */
export interface YamlPair {
  readonly key: YamlNode;
  /** The key as text; absent where a list or a map stands in its place. */
  readonly name: string | undefined;
  readonly value: YamlNode;
  /** From the key to the end of the value. */
  readonly range: TextRange;
}

/** What of YAML's own rules a fault breaks. */
export type YamlFaultKind = 'syntax' | 'conflict' | 'alias' | 'merge' | 'tag' | 'duplicate-key';

/** A fault of a text that is to be YAML. */
export interface YamlFault {
  readonly kind: YamlFaultKind;
  readonly message: string;
  readonly range: TextRange;
  /** Another place that explains this one. */
  readonly related?: { readonly message: string; readonly range: TextRange };
  /** A repair that is safe. */
  readonly repair?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

/** The value that a node stands for: of an alias, what it repeats; absent where that is not there. */
export function resolved(node: YamlNode | undefined): Exclude<YamlNode, YamlAlias> | undefined {
  let at = node;
  // An alias never repeats another one: `&a *b` is no YAML. A limit holds where a parser lets it through.
  for (let steps = 0; at?.kind === 'alias' && steps < 10; steps += 1) at = at.target;
  return at?.kind === 'alias' ? undefined : at;
}

/** The name of the key whose value is taken over into its map: `<<: *base`. */
export const MERGE_KEY = '<<';

/** Whether a pair takes the pairs of another map over. */
export function isMerge({ key }: YamlPair): boolean {
  return key.kind === 'scalar' && key.style === 'plain' && key.value === MERGE_KEY;
}

/** The maps that a merge takes over, the weightiest first. */
export function mergedMaps({ value }: YamlPair): readonly YamlMap[] {
  const node = resolved(value);
  const nodes = node?.kind === 'list' ? node.items.map(resolved) : [node];
  return nodes.filter((it) => it?.kind === 'map');
}
