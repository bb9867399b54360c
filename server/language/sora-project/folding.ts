import type { JsonNode } from '../../formats/json/json-tree.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import type { Fold } from '../answers/folding.ts';
import type { Pausing } from '../pausing.ts';

/** Objects and lists, between their braces and brackets. */
export function* foldsOf({ tree }: SoraProject): Pausing<Fold> {
  const waiting: { readonly node: JsonNode; readonly depth: number }[] = [];
  if (tree.root !== undefined) waiting.push({ node: tree.root, depth: 0 });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    const isTable = node.type === 'object' || node.type === 'array';
    if (isTable) {
      yield {
        kind: 'table',
        start: node.offset + 1,
        end: Math.max(node.offset + 1, node.offset + node.length - 1),
        depth,
      };
    }
    for (const child of node.children?.toReversed() ?? [])
      waiting.push({ node: child, depth: depth + (isTable ? 1 : 0) });
    yield undefined;
  }
}
