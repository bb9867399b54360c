import type { YamlPath } from '../yaml/yaml-node.ts';

/** Keys and values. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** Whether a value is keys and values. */
export function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Which of several configurations a value is from. */
export interface Origin {
  /** The number of the configuration that said it last. */
  readonly from: number;
  /** Of the values of a map that is put together. */
  readonly keys?: ReadonlyMap<string, Origin>;
}

/** Configurations put together. */
export interface Merged {
  readonly value: unknown;
  readonly origin: Origin;
}

/**
 * Puts configurations together, each over those before it: maps are joined key by key, anything else takes the place of
 * what was there, a list as a whole; and a key that is left empty (`key:`, `key: ~`) takes away what was there.
 */
export function mergeConfigs(values: readonly unknown[]): Merged {
  let merged: Merged = { value: values[0], origin: originOf(values[0], 0) };
  for (const [from, value] of values.entries()) if (from > 0) merged = over(merged, value, from);
  return merged;
}

/** The number of the configuration that the value at a path is from; of one that is not there, of what is around it. */
export function originAt(origin: Origin, path: YamlPath): number {
  let at = origin;
  for (const key of path) {
    const inner = at.keys?.get(String(key));
    if (inner === undefined) break;
    at = inner;
  }
  return at.from;
}

function over(base: Merged, value: unknown, from: number): Merged {
  if (!isPlainMap(base.value) || !isPlainMap(value)) return { value, origin: originOf(value, from) };
  const values = new Map(Object.entries(base.value));
  const keys = new Map(base.origin.keys);
  for (const [key, own] of Object.entries(value)) {
    const inner = keys.get(key);
    if (own === null && inner !== undefined) {
      values.delete(key);
      keys.delete(key);
      continue;
    }
    const joined =
      inner === undefined
        ? { value: own, origin: originOf(own, from) }
        : over({ value: values.get(key), origin: inner }, own, from);
    values.set(key, joined.value);
    keys.set(key, joined.origin);
  }
  // Not by assignment, which would take the key `__proto__` for something else.
  return { value: Object.fromEntries(values), origin: { from, keys } };
}

function originOf(value: unknown, from: number): Origin {
  if (!isPlainMap(value)) return { from };
  return { from, keys: new Map(Object.entries(value).map(([key, inner]) => [key, originOf(inner, from)])) };
}
