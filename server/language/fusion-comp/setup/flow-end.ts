import type { Comp, Tool } from '../../../formats/comp/model.ts';
import { isSaver } from '../../../formats/comp/saver.ts';

/** Tools that make no picture, whatever reads them. */
const NO_PICTURE =
  /^(Note|Underlay|StickyNote|PipeRouter|.*(Spline|Path|Calculation|Modifier|Offset|Expression|Probe))$/;

/** How far to the right of what feeds it a new tool stands, and below another new one, in units of the flow. */
const [BESIDE, BELOW] = [165, 66];

/**
 * The tool that a new Saver of the whole is connected to: what the Savers of the flow read, where all read the same; else
 * the only tool that feeds no other. Absent where neither is plain.
 */
export function flowEnd(comp: Comp): Tool | undefined {
  const tools = comp.flow.tools;
  const read = new Set<string>();
  const saved = new Set<string>();
  for (const tool of comp.tools) {
    for (const { source } of tool.inputs) {
      if (source === undefined) continue;
      if (isSaver(tool)) saved.add(source.name);
      else read.add(source.name);
    }
    for (const { source } of tool.outputs) if (source !== undefined) read.add(source.name);
    if (tool.instanceOf !== undefined) read.add(tool.instanceOf.name);
  }
  if (saved.size > 0) return saved.size === 1 ? tools.find(({ name }) => saved.has(name)) : undefined;
  const ends = tools.filter((it) => !isSaver(it) && !read.has(it.name) && !NO_PICTURE.test(it.id));
  return ends.length === 1 ? ends[0] : undefined;
}

/** Where a tool stands in the flow that is put beside another, as Fusion writes it: `165, 0`. */
export function positionBeside(comp: Comp, tool: Tool | undefined, index: number): string {
  const text = tool === undefined ? '' : comp.slice(tool.entry.start, tool.entry.end);
  const found = [...text.matchAll(/\bPos\s*=\s*\{\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*\}/g)].at(-1);
  return `${Number(found?.[1] ?? 0) + BESIDE}, ${Number(found?.[2] ?? 0) + index * BELOW}`;
}
