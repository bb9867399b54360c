import { isMerge, mergedMaps, type YamlMap, type YamlPair } from './yaml-node.ts';

/** What a map holds, by name. */
interface MapIndex {
  /** Its own pairs; of several of a name the last one. */
  readonly own: ReadonlyMap<string, YamlPair>;
  /** The maps that it takes over, the weightiest first. */
  readonly merged: readonly YamlMap[];
}

/** Maps are looked into by name for each of their keys, and may have as many as the file has lines. */
const indexes = new WeakMap<YamlMap, MapIndex>();

/** Maps that take others over follow each other so often; what is deeper is nobody's doing. */
const DEEPEST = 10;

function indexOf(map: YamlMap): MapIndex {
  const known = indexes.get(map);
  if (known !== undefined) return known;
  const own = new Map<string, YamlPair>();
  const merged: YamlMap[] = [];
  for (const pair of map.pairs) {
    if (isMerge(pair)) merged.push(...mergedMaps(pair));
    else if (pair.name !== undefined) own.set(pair.name, pair);
  }
  const index = { own, merged };
  indexes.set(map, index);
  return index;
}

/** A map and the maps that it takes over, the weightiest first, each once: others may take the same ones over again. */
function* withMerged(map: YamlMap, seen = new Set<YamlMap>(), depth = 0): Generator<MapIndex> {
  if (seen.has(map) || depth > DEEPEST) return;
  seen.add(map);
  const index = indexOf(map);
  yield index;
  for (const other of index.merged) yield* withMerged(other, seen, depth + 1);
}

/** The pair of a name in a map, or in the maps that it takes over. */
export function pairOf(map: YamlMap, name: string): YamlPair | undefined {
  for (const { own } of withMerged(map)) {
    const pair = own.get(name);
    if (pair !== undefined) return pair;
  }
  return undefined;
}

/** The pairs of a map, with those of the maps that it takes over and has not itself; of several of a name the last. */
export function pairsOf(map: YamlMap): readonly YamlPair[] {
  const pairs = new Map<string, YamlPair>();
  for (const { own } of [...withMerged(map)].reverse()) for (const [name, pair] of own) pairs.set(name, pair);
  return [...pairs.values()];
}
