import type { TextEdit } from '../text/range.ts';
import type { YamlPath } from './yaml-node.ts';
import { nodeAt } from './yaml-places.ts';
import type { YamlText } from './yaml-text.ts';

/**
 * The edit that takes a key with its value out of the map that it stands in: its lines, or its part between braces.
 * Undefined where that is not done without a person: it is the only one, it comes by an alias, or something else shares
 * its lines.
 */
export function removePair(yaml: YamlText, path: YamlPath): TextEdit | undefined {
  const map = nodeAt(yaml, path.slice(0, -1));
  if (map?.kind !== 'map' || map.pairs.length < 2) return undefined;
  const at = map.pairs.findLastIndex(({ name }) => name === path.at(-1));
  const pair = map.pairs[at];
  if (pair === undefined) return undefined;
  const { text } = yaml;
  if (map.isFlow) {
    const [before, after] = [map.pairs[at - 1], map.pairs[at + 1]];
    const range =
      after === undefined
        ? { start: before?.range.end ?? pair.range.start, end: pair.range.end }
        : { start: pair.range.start, end: after.range.start };
    const between = text.slice(
      ...(after === undefined ? [range.start, pair.range.start] : [pair.range.end, range.end]),
    );
    return /^\s*,\s*$/.test(between) ? { range, newText: '' } : undefined;
  }
  const start = text.lastIndexOf('\n', pair.range.start - 1) + 1;
  if (text.slice(start, pair.range.start).trim() !== '') return undefined;
  const isAtLine = text[pair.range.end - 1] === '\n';
  const lineEnd = isAtLine ? pair.range.end : text.indexOf('\n', pair.range.end) + 1;
  return { range: { start, end: lineEnd === 0 ? text.length : lineEnd }, newText: '' };
}
