import type { FrameDialect } from '../frames/dialect.ts';
import { complineDialect } from '../frames/dialects/compline.ts';
import { contentRange, type JsonNode, objectPart, parseJsonTree, rangeOf } from '../json/json-tree.ts';
import { FRAME_KEYS, FrameText, isOverLines, looksLikeFrames } from './frame-text.ts';

/** The frame texts of a JSON document, in its order: texts under the keys that are usual for them. */
export function framesInJson(
  text: string,
  root: JsonNode | undefined = parseJsonTree(text).root,
  dialect: FrameDialect = complineDialect,
): readonly FrameText[] {
  const found: FrameText[] = [];
  const open = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const { name, value } of objectPart(node)?.members ?? []) {
      const said: unknown = value?.value;
      if (value?.type !== 'string' || typeof said !== 'string' || !FRAME_KEYS.has(name) || !looksLikeFrames(said))
        continue;
      const whole = rangeOf(value);
      if (isOverLines(text.slice(whole.start, whole.end))) continue;
      const place = { range: contentRange(text, value), whole, write: JSON.stringify };
      found.push(new FrameText(place, said, dialect));
    }
    open.push(...(node.children ?? []));
  }
  return found.sort((a, b) => a.place.range.start - b.place.range.start);
}
