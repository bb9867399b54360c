import { isMerge, mergedMaps, type YamlFault, type YamlMap, type YamlNode } from './yaml-node.ts';
import type { YamlText } from './yaml-text.ts';

/** So many values may come by aliases; more is an attempt to fill the memory, or a slip that does. */
const MOST_REPEATED = 100_000;

/** What a text says as plain values, or why it cannot be said. */
export type PlainValue = { readonly value: unknown } | { readonly fault: YamlFault };

/**
 * The first document as plain objects, lists and values; what is repeated is the same object each time. Refused where
 * aliases repeat too much, or themselves; the time grows no faster than the text.
 */
export function plainValue({ root }: YamlText): PlainValue {
  if (root === undefined) return { value: null };
  const fault = new Weights().faultIn(root);
  return fault === undefined ? { value: new Plain().of(root) } : { fault };
}

/** Counts how many values there are once everything is repeated. */
class Weights {
  readonly #known = new Map<YamlNode, number>();
  readonly #open = new Set<YamlNode>();
  #repeated = 0;
  #fault: YamlFault | undefined;

  faultIn(root: YamlNode): YamlFault | undefined {
    this.#weigh(root);
    return this.#fault;
  }

  #weigh(node: YamlNode): number {
    const known = this.#known.get(node);
    if (known !== undefined || this.#fault !== undefined) return known ?? 0;
    this.#open.add(node);
    let weight = 1;
    if (node.kind === 'alias') weight = this.#weighAlias(node);
    else if (node.kind === 'list') for (const item of node.items) weight += this.#weigh(item);
    else if (node.kind === 'map') for (const { value } of node.pairs) weight += this.#weigh(value);
    this.#open.delete(node);
    this.#known.set(node, weight);
    return weight;
  }

  #weighAlias({ target, range, name }: YamlNode & { readonly kind: 'alias' }): number {
    if (target === undefined) return 1;
    if (this.#open.has(target)) {
      this.#fault = { kind: 'alias', message: `"*${name}" repeats what it is itself a part of.`, range };
      return 1;
    }
    const weight = this.#weigh(target);
    this.#repeated += weight;
    if (this.#repeated > MOST_REPEATED) {
      const message = `With "*${name}" aliases repeat more than ${MOST_REPEATED} values. Use fewer of them.`;
      this.#fault = { kind: 'alias', message, range };
    }
    return weight;
  }
}

class Plain {
  readonly #known = new Map<YamlNode, unknown>();

  of(node: YamlNode | undefined): unknown {
    if (node === undefined) return null;
    if (node.kind === 'alias') return this.of(node.target);
    if (node.kind === 'scalar') return node.value;
    if (this.#known.has(node)) return this.#known.get(node);
    const value = node.kind === 'list' ? node.items.map((item) => this.of(item)) : this.#object(node);
    this.#known.set(node, value);
    return value;
  }

  #object(map: YamlMap): Record<string, unknown> {
    const values = new Map<string, unknown>();
    for (const pair of map.pairs) {
      if (!isMerge(pair)) continue;
      for (const other of [...mergedMaps(pair)].reverse()) {
        for (const [name, value] of Object.entries(this.of(other) ?? {})) values.set(name, value);
      }
    }
    for (const pair of map.pairs)
      if (pair.name !== undefined && !isMerge(pair)) values.set(pair.name, this.of(pair.value));
    // Not by assignment, which would take the key `__proto__` for something else.
    return Object.fromEntries(values);
  }
}
