import type { Comp, Tool } from '../model.ts';
import type { TableNode } from '../nodes.ts';
import { compareTables, type FieldChange, type TableIn } from './compare-tables.ts';

/** A tool where it stands: groups around it come before its name, with slashes. */
export interface ToolMention {
  readonly path: string;
  readonly id: string;
}

/** A tool that both comps have, and what is not the same. */
export interface ToolChange extends ToolMention {
  /** Its name before, where it is another tool's text under a new name. */
  readonly pathBefore?: string;
  /** Its registry id before, where that is another. */
  readonly idBefore?: string;
  readonly fields: readonly FieldChange[];
  /** It stands elsewhere in the flow. */
  readonly moved: boolean;
}

/** What the tools of two comps have in common, and what not. */
export interface CompComparison {
  readonly added: readonly ToolMention[];
  readonly removed: readonly ToolMention[];
  /** Tools with other fields, another id, another name; those that were only moved are counted in `moved`. */
  readonly changed: readonly ToolChange[];
  readonly moved: number;
  /** Fields outside of tools: `RenderRange`, `Prefs...`. What Fusion writes of windows and of the time is left out. */
  readonly composition: readonly FieldChange[];
}

/** Of a tool: tools inside are tools of their own, and its place in the flow is told as `moved`. */
const APART = new Set(['Tools', 'ViewInfo']);
/** Of the composition: what Fusion writes anew at each save, and says nothing of the picture. */
const OF_WINDOWS = new Set(['Tools', 'CurrentTime', 'Views', 'Frames']);

/** Compares two comps, or settings, tool by tool. */
export function compareComps(before: Comp, after: Comp): CompComparison {
  const [olds, news] = [byPath(before), byPath(after)];
  const removed = new Map([...olds].filter(([path]) => !news.has(path)));
  const added = new Map([...news].filter(([path]) => !olds.has(path)));
  const changed: ToolChange[] = [];
  let moved = 0;
  const compare = (path: string, old: Tool, now: Tool, pathBefore?: string): void => {
    const fields = fieldsOf(before, old, after, now);
    const isMoved = positionOf(before, old) !== positionOf(after, now);
    if (isMoved) moved += 1;
    if (fields.length === 0 && old.id === now.id && pathBefore === undefined) return;
    changed.push({
      ...{ path, id: now.id, fields, moved: isMoved },
      ...(pathBefore !== undefined && { pathBefore }),
      ...(old.id !== now.id && { idBefore: old.id }),
    });
  };
  const renamed = renames(before, removed, after, added);
  for (const [path, now] of news) {
    const pathBefore = renamed.get(path);
    const old = olds.get(pathBefore ?? path);
    if (old !== undefined) compare(path, old, now, pathBefore);
  }
  const gone = new Set(renamed.values());
  return {
    added: [...added].filter(([path]) => !renamed.has(path)).map(([path, { id }]) => ({ path, id })),
    removed: [...removed].filter(([path]) => !gone.has(path)).map(([path, { id }]) => ({ path, id })),
    changed,
    moved,
    composition: compareTables(rootOf(before), rootOf(after), OF_WINDOWS),
  };
}

/** A scope with a name twice, which Fusion reads as it likes, has the later ones under a number. */
function byPath({ tools }: Comp): Map<string, Tool> {
  const found = new Map<string, Tool>();
  const paths = new Map<Tool, string>();
  for (const tool of tools) {
    const { owner } = tool.scope;
    const around = owner === undefined ? '' : `${paths.get(owner) ?? owner.name}/`;
    let path = `${around}${tool.name}`;
    for (let number = 2; found.has(path); number += 1) path = `${around}${tool.name} (${number})`;
    paths.set(tool, path);
    found.set(path, tool);
  }
  return found;
}

/** Tools that are gone and tools that are new, with the same id and the same fields: by the new path, the old one. */
function renames(
  before: Comp,
  removed: ReadonlyMap<string, Tool>,
  after: Comp,
  added: ReadonlyMap<string, Tool>,
): Map<string, string> {
  const gone = Map.groupBy(removed, ([, tool]) => signature(before, tool));
  const renamed = new Map<string, string>();
  for (const [path, tool] of added) {
    const old = gone.get(signature(after, tool))?.shift();
    if (old !== undefined) renamed.set(path, old[0]);
  }
  return renamed;
}

/** The same for tools that differ in their names alone. */
function signature(comp: Comp, tool: Tool): string {
  const parts = tool.table.entries
    .filter(({ key }) => key === undefined || !APART.has(key.name))
    .map(({ start, end }) => comp.slice(start, end).replace(/\s+/g, ' ').trim())
    .sort();
  return [tool.id, ...parts].join('\n');
}

function fieldsOf(before: Comp, old: Tool, after: Comp, now: Tool): FieldChange[] {
  const { table: was } = old;
  const { table: is } = now;
  const isUntouched = old.nested === undefined && now.nested === undefined && sameText(before, was, after, is);
  if (isUntouched) return [];
  return compareTables({ comp: before, table: was }, { comp: after, table: is }, APART).map(asInput);
}

function sameText(before: Comp, was: TableNode, after: Comp, is: TableNode): boolean {
  return (
    was.end - was.start === is.end - is.start && before.slice(was.start, was.end) === after.slice(is.start, is.end)
  );
}

/** People know an input by its name: `Blend`, not `Inputs.Blend.Value`. */
function asInput(change: FieldChange): FieldChange {
  const name = change.field.replace(/^Inputs\./, '').replace(/^(?<input>[^.[]+)\.Value$/, '$<input>');
  return change.field.startsWith('Inputs.') ? { ...change, field: name } : change;
}

function positionOf(comp: Comp, tool: Tool): string {
  const view = tool.table.entries.findLast(({ key }) => key?.name === 'ViewInfo')?.value;
  const pos = view?.kind === 'table' ? view.entries.findLast(({ key }) => key?.name === 'Pos')?.value : undefined;
  if (pos?.kind !== 'table') return '';
  return pos.entries.map(({ start, end }) => comp.slice(start, end).trim()).join(' ');
}

const EMPTY: TableNode = { kind: 'table', start: 0, end: 0, open: -1, close: -1, entries: [] };

function rootOf(comp: Comp): TableIn {
  return { comp, table: comp.root ?? EMPTY };
}
