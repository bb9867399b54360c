import type { Comp, Scope } from '../../../../server/formats/comp/model.ts';
import type { EntryNode, ValueNode } from '../../../../server/formats/comp/nodes.ts';

/** A tree in one line, for comparison: `Composition{A=Merge{1,"x"}}`. */
export function describeValue(value: ValueNode | undefined): string {
  if (value === undefined) return '?';
  if (value.kind === 'string') return JSON.stringify(value.value);
  if (value.kind !== 'table') return Object.is(value.value, -0) ? '-0' : String(value.value);
  return `${value.constructorName ?? ''}{${value.entries.map(describeEntry).join(',')}}`;
}

function describeEntry(entry: EntryNode): string {
  const { key } = entry;
  if (key === undefined) return describeValue(entry.value);
  const written = { name: key.name, string: `[${JSON.stringify(key.name)}]`, number: `[${key.name}]` }[key.kind];
  return `${written}=${describeValue(entry.value)}`;
}

/** The tools of a comp with their ids and what is nested in them: `A:Merge B:GroupOperator(C:Blur)`. */
export function describeFlow(comp: Comp): string {
  return describeScope(comp.flow);
}

function describeScope(scope: Scope): string {
  return scope.tools
    .map((tool) => `${tool.name}:${tool.id}${tool.nested ? `(${describeScope(tool.nested)})` : ''}`)
    .join(' ');
}
