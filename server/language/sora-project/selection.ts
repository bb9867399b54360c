import { findNodeAtOffset } from 'jsonc-parser';
import { contentRange, type JsonNode, rangeOf } from '../../formats/json/json-tree.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import type { TextRange } from '../../formats/text/range.ts';
import { placeholderAt } from './placeholders.ts';

/** What makes sense to select around an offset: a placeholder, the text, the value, its key with it, the object. */
export function selectionsAt(project: SoraProject, offset: number): readonly TextRange[] {
  const { tree, text } = project;
  const ranges: TextRange[] = [];
  const placeholder = placeholderAt(project, offset);
  if (placeholder !== undefined) ranges.push(placeholder.nameRange, placeholder.range);
  let node: JsonNode | undefined = tree.root && findNodeAtOffset(tree.root, offset, true);
  if (node?.type === 'string') ranges.push(contentRange(text, node));
  for (; node !== undefined; node = node.parent) {
    if (node.type === 'object' || node.type === 'array') {
      const inner = { start: node.offset + 1, end: node.offset + node.length - 1 };
      if (node.length > 2) ranges.push(inner);
    }
    ranges.push(rangeOf(node));
  }
  ranges.push({ start: 0, end: text.length });
  return nested(ranges, offset);
}

/** Those that hold the offset, each in the next and larger than the one before. */
function nested(ranges: readonly TextRange[], offset: number): readonly TextRange[] {
  const kept: TextRange[] = [];
  for (const range of ranges) {
    if (range.start > offset || range.end < offset) continue;
    const last = kept.at(-1);
    const isLarger = last === undefined || range.end - range.start > last.end - last.start;
    const holdsLast = last === undefined || (range.start <= last.start && last.end <= range.end);
    if (isLarger && holdsLast) kept.push(range);
  }
  return kept;
}
