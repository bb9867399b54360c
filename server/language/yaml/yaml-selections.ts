import type { TextRange } from '../../formats/text/range.ts';
import type { YamlNode } from '../../formats/yaml/yaml-node.ts';
import { holds, placeAt } from '../../formats/yaml/yaml-places.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';

const WORD = /[\w\u0080-\uffff]+/g;

/** The stretches around `offset` that make sense to select, each inside the next: word, value, pair, map and so on. */
export function yamlSelections(yaml: YamlText, offset: number): readonly TextRange[] {
  const place = placeAt(yaml, offset);
  if (place === undefined) return [];
  const outwards: TextRange[] = [...wordAt(yaml.text, place.node, offset), place.node.range];
  for (const node of place.around.toReversed()) {
    const pair = node.kind === 'map' ? node.pairs.find(({ range }) => holds(range, offset)) : undefined;
    if (pair !== undefined) outwards.push(pair.range);
    const inside = insideOf(node);
    if (inside !== undefined && holds(inside, offset)) outwards.push(inside);
    outwards.push(node.range);
  }
  return growing(outwards);
}

function* wordAt(text: string, { kind, range }: YamlNode, offset: number): Generator<TextRange> {
  if (kind !== 'scalar' && kind !== 'alias') return;
  for (const { index, 0: word } of text.slice(range.start, range.end).matchAll(WORD)) {
    const found = { start: range.start + index, end: range.start + index + word.length };
    if (holds(found, offset)) return yield found;
  }
}

/** What stands between the brackets. */
function insideOf(node: YamlNode): TextRange | undefined {
  if (node.kind !== 'map' && node.kind !== 'list') return undefined;
  const parts: readonly { readonly range: TextRange }[] = node.kind === 'map' ? node.pairs : node.items;
  const [first] = parts;
  const last = parts.at(-1);
  return first && last && { start: first.range.start, end: last.range.end };
}

/** Without those that do not hold the one before, and so are no step outwards. */
function growing(ranges: readonly TextRange[]): readonly TextRange[] {
  const kept: TextRange[] = [];
  for (const range of ranges) {
    const last = kept.at(-1);
    const isSame = last !== undefined && last.start === range.start && last.end === range.end;
    if (isSame || (last !== undefined && (range.start > last.start || range.end < last.end))) continue;
    kept.push(range);
  }
  return kept;
}
