import type { TextRange } from '../text/range.ts';
import type { Comp, Tool } from './model.ts';

/** The innermost tool whose entry holds `offset`; both ends of the entry belong to it. */
export function toolAt(comp: Comp, offset: number): Tool | undefined {
  for (let tool = lastBefore(comp, offset); tool !== undefined; tool = tool.scope.owner) {
    if (tool.entry.end >= offset) return tool;
  }
  return undefined;
}

/** The tools that reach into a stretch of the text, in document order; groups around it are among them. */
export function toolsIn(comp: Comp, range: TextRange): readonly Tool[] {
  const around: Tool[] = [];
  for (let tool = lastBefore(comp, range.start); tool !== undefined; tool = tool.scope.owner) {
    if (tool.entry.end >= range.start) around.push(tool);
  }
  const from = indexAfter(comp, range.start);
  return [...around.reverse(), ...comp.tools.slice(from, indexAfter(comp, range.end))];
}

/** The last tool that begins at or before `offset`: if any holds it, this one does or one around it. */
export function lastBefore(comp: Comp, offset: number): Tool | undefined {
  return comp.tools[indexAfter(comp, offset) - 1];
}

/** The index of the first tool that begins after `offset`. */
function indexAfter({ tools }: Comp, offset: number): number {
  let low = 0;
  let high = tools.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(tools[middle]) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the name of a tool begins; its entry, which may begin with `["`, is read for the ends alone. */
function startOf(tool: Tool | undefined): number {
  return tool?.nameRange.start ?? 0;
}
