import type { TextRange } from '../text/range.ts';
import { pairOf } from './map-index.ts';
import { resolved, type YamlNode, type YamlPair, type YamlPath } from './yaml-node.ts';
import type { YamlText } from './yaml-text.ts';

/** What stands at an offset. */
export interface YamlPlace {
  /** Of the value at the offset, or of the key's value. */
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  /** The innermost value or key that holds the offset. */
  readonly node: YamlNode;
  /** The pair whose key or value it is; absent at the top and in lists. */
  readonly pair: YamlPair | undefined;
  /** What is around it, the outermost first, ending with what holds it. */
  readonly around: readonly YamlNode[];
}

/** The innermost key or value at an offset, of which both ends count; absent where there is none. */
export function placeAt({ root }: YamlText, offset: number): YamlPlace | undefined {
  const path: (string | number)[] = [];
  const around: YamlNode[] = [];
  let place: YamlPlace | undefined;
  let node = root;
  let pair: YamlPair | undefined;
  while (node !== undefined && holds(node.range, offset)) {
    place = { path: [...path], part: 'value', node, pair, around: [...around] };
    around.push(node);
    if (node.kind === 'map') {
      pair = nearest(node.pairs, offset);
      if (pair === undefined) break;
      path.push(pair.name ?? '');
      if (holds(pair.key.range, offset)) return { path, part: 'key', node: pair.key, pair, around };
      node = pair.value;
    } else if (node.kind === 'list') {
      const at = nearestIndex(node.items, offset);
      pair = undefined;
      path.push(at);
      node = node.items[at];
    } else break;
  }
  return place;
}

/** The pair that a path of a map leads to, also where an alias or a merge is on the way; the last one of a name counts. */
export function pairAt(yaml: YamlText, path: YamlPath): YamlPair | undefined {
  const key = path.at(-1);
  const map = resolved(nodeAt(yaml, path.slice(0, -1)));
  return key !== undefined && map?.kind === 'map' ? pairOf(map, String(key)) : undefined;
}

/** The value that a path leads to, as it stands there; aliases and merges on the way are followed. */
export function nodeAt({ root }: YamlText, path: YamlPath): YamlNode | undefined {
  let node = root;
  for (const key of path) {
    const at = resolved(node);
    if (at?.kind === 'map') node = pairOf(at, String(key))?.value;
    else if (at?.kind === 'list') node = typeof key === 'number' ? at.items[key] : undefined;
    else return undefined;
  }
  return node;
}

/** The names of the keys in the map at a path, without those of the pair that is around `except`. */
export function keysAt(yaml: YamlText, path: YamlPath, except?: number): ReadonlySet<string> {
  const map = resolved(nodeAt(yaml, path));
  if (map?.kind !== 'map') return new Set();
  const others = map.pairs.filter(({ key }) => except === undefined || !holds(key.range, except));
  return new Set(others.flatMap(({ name }) => name ?? []));
}

/** The place that a fault at a path is told at: the key, or in a list the value; else what is around it. */
export function rangeOfPath(yaml: YamlText, path: YamlPath): TextRange {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length);
    const range = pairAt(yaml, part)?.key.range ?? nodeAt(yaml, part)?.range;
    if (range !== undefined) return range;
  }
  return { start: 0, end: 0 };
}

/** The value at a path; where it is left empty or not there, as `rangeOfPath`. */
export function rangeOfValue(yaml: YamlText, path: YamlPath): TextRange {
  const range = nodeAt(yaml, path)?.range;
  return range !== undefined && range.end > range.start ? range : rangeOfPath(yaml, path);
}

/** Whether an offset is in a range, or at its end. */
export function holds({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The pair that holds an offset; of two that touch, the one that begins there. */
function nearest(pairs: readonly YamlPair[], offset: number): YamlPair | undefined {
  const pair = pairs[nearestIndex(pairs, offset)];
  return pair !== undefined && holds(pair.range, offset) ? pair : undefined;
}

function nearestIndex(parts: readonly { readonly range: TextRange }[], offset: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parts[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
