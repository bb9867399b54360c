import type { Comp, Scope, Tool } from '../../formats/comp/model.ts';
import type { HierarchyItem, HierarchyLink } from '../answers/hierarchy.ts';
import type { Pausing } from '../pausing.ts';
import type { CompIndex } from './comp-index.ts';
import { fedBy, feedersOf, type Neighbours } from './feeding.ts';
import { detailOf, kindOf } from './outline.ts';

/** The tool that is named or mentioned at `offset`, or whose input is. */
export function hierarchyAt(index: CompIndex, offset: number): HierarchyItem | undefined {
  const place = index.placeAt(offset);
  const tool = place?.kind === 'input' ? place.tool : index.toolAt(offset);
  return tool && toItem(tool);
}

/** The tools that feed the one at `path`, in the order of the connections; none where that tool is gone. */
export function* incomingOf(index: CompIndex, path: readonly string[]): Pausing<HierarchyLink> {
  const tool = toolAtPath(index.comp, path);
  if (tool !== undefined) yield* toLinks(yield* feedersOf(index, tool));
}

/** The tools that the one at `path` feeds, in the order of the connections; none where that tool is gone. */
export function* outgoingOf(index: CompIndex, path: readonly string[]): Pausing<HierarchyLink> {
  const tool = toolAtPath(index.comp, path);
  if (tool !== undefined) yield* toLinks(yield* fedBy(index, tool));
}

function* toLinks(neighbours: Neighbours): Pausing<HierarchyLink> {
  for (const [tool, mentions] of neighbours) yield { item: toItem(tool), mentions };
}

function toItem(tool: Tool): HierarchyItem {
  const { name, nameRange, entry } = tool;
  const range = { start: Math.min(entry.start, nameRange.start), end: Math.max(entry.end, nameRange.end) };
  return { path: pathOf(tool), name, detail: detailOf(tool), kind: kindOf(tool), range, nameRange };
}

function pathOf(tool: Tool): readonly string[] {
  const { owner } = tool.scope;
  return owner === undefined ? [tool.name] : [...pathOf(owner), tool.name];
}

function toolAtPath({ flow }: Comp, path: readonly string[]): Tool | undefined {
  let scope: Scope | undefined = flow;
  let tool: Tool | undefined;
  for (const name of path) {
    tool = scope?.byName.get(name);
    scope = tool?.nested;
  }
  return tool;
}
