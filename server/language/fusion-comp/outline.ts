import type { Comp, Tool } from '../../formats/comp/model.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { OutlineItem, OutlineKind } from '../language-support.ts';
import type { Pausing } from '../pausing.ts';

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

/** The flow: its tools, and after each the members of a group or macro, or the modifiers of a tool, inside of it. */
export function* outlineOf(comp: Comp): Pausing<OutlineItem> {
  for (const tool of comp.tools) {
    const { name, nameRange } = tool;
    yield {
      name,
      detail: detailOf(tool),
      kind: kindOf(tool),
      range: around(tool.entry, nameRange),
      nameRange,
      depth: depthOf(tool),
    };
  }
}

function depthOf({ scope }: Tool): number {
  return scope.owner === undefined ? 0 : 1 + depthOf(scope.owner);
}
