import type { FrameDialect } from '../frames/dialect.ts';
import { complineDialect } from '../frames/dialects/compline.ts';
import { contentRange, type JsonNode, rangeOf } from '../json/json-tree.ts';
import { parseJsonTree } from '../json/read-json.ts';
import { FRAME_KEYS, FrameText, isOverLines, looksLikeFrames } from './frame-text.ts';

/** The frame texts of a JSON document, in its order: texts under the keys that are usual for them. */
export function framesInJson(
  text: string,
  root: JsonNode | undefined = parseJsonTree(text).root,
  dialect: FrameDialect = complineDialect,
): readonly FrameText[] {
  return [...findFramesInJson(text, root, dialect)].flatMap((found) => found ?? []);
}

/** The same one by one; `undefined` comes where the work may pause. */
export function* findFramesInJson(
  text: string,
  root: JsonNode | undefined,
  dialect: FrameDialect = complineDialect,
): Generator<FrameText | undefined> {
  const open = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'property') {
      const found = frameTextOf(text, node, dialect);
      if (found !== undefined) yield found;
    }
    const children = node.children ?? [];
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child?.children !== undefined) open.push(child);
    }
    if (node.type === 'object') yield undefined;
  }
}

function frameTextOf(text: string, { children = [] }: JsonNode, dialect: FrameDialect): FrameText | undefined {
  const [key, value] = children;
  const [name, said]: unknown[] = [key?.value, value?.value];
  if (value === undefined || typeof said !== 'string' || typeof name !== 'string') return undefined;
  if (!FRAME_KEYS.has(name) || !looksLikeFrames(said)) return undefined;
  const whole = rangeOf(value);
  if (isOverLines(text.slice(whole.start, whole.end))) return undefined;
  return new FrameText({ range: contentRange(text, value), whole, write: JSON.stringify }, said, dialect);
}
