import type { Comp, Tool } from '../../formats/comp/model.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { OutlineItem, OutlineKind } from '../language-support.ts';

const KINDS: ReadonlyMap<string, OutlineKind> = new Map([
  ['GroupOperator', 'group'],
  ['MacroOperator', 'macro'],
  ['Loader', 'media'],
  ['Saver', 'media'],
  ['MediaIn', 'media'],
  ['MediaOut', 'media'],
  ['Note', 'annotation'],
  ['Underlay', 'annotation'],
]);

/** Fusion gives every tool of the flow a place in it, and a modifier none. */
function isModifier(tool: Tool): boolean {
  return !tool.table.entries.some((entry) => entry.key?.name === 'ViewInfo');
}

/** What a tool is, from which a client chooses its icon. */
export function kindOf(tool: Tool): OutlineKind {
  return KINDS.get(tool.id) ?? (isModifier(tool) ? 'modifier' : 'tool');
}

/** The same by the registry id, and by whether the tool has a place in the flow. */
export function kindOfId(id: string, isInFlow: boolean): OutlineKind {
  return KINDS.get(id) ?? (isInFlow ? 'tool' : 'modifier');
}

/** The registry id of a tool, and what state it is in. */
export function detailOf(tool: Tool): string {
  const states = [tool.passThrough ? 'disabled' : '', tool.locked ? 'locked' : ''].filter((state) => state !== '');
  return [tool.id, ...states].filter((part) => part !== '').join(', ');
}

function around(outer: TextRange, inner: TextRange): TextRange {
  return { start: Math.min(outer.start, inner.start), end: Math.max(outer.end, inner.end) };
}

function toItem(tool: Tool): OutlineItem {
  return {
    name: tool.name,
    detail: detailOf(tool),
    kind: kindOf(tool),
    range: around(tool.entry, tool.nameRange),
    nameRange: tool.nameRange,
    children: toItems(tool.nested?.tools ?? []),
  };
}

function toItems(tools: readonly Tool[]): OutlineItem[] {
  return tools.map(toItem).sort((a, b) => a.range.start - b.range.start);
}

/** The flow as a tree: its tools, with the members of groups and macros and the modifiers of tools inside them. */
export function outlineOf(comp: Comp): readonly OutlineItem[] {
  return toItems(comp.flow.tools);
}
