import type { TextRange } from '../text/range.ts';
import type { Comp, CompSyntaxError, Input, InstanceOutput, Scope, Tool, ToolReference } from './model.ts';
import type { EntryNode, KeyNode, TableNode, ValueNode } from './nodes.ts';
import { entriesNamed, stringOf, tableOf, valueNamed } from './table-access.ts';

/** A scope while its tools are being gathered. */
interface GrowingScope extends Scope {
  readonly tools: Tool[];
  readonly byName: Map<string, Tool>;
}

/** A tool whose inside is filled in once it exists, since the inside refers back to it. */
interface GrowingTool extends Tool {
  nested: Scope | undefined;
}

/** Makes the model of a tree: one pass over the tools, none over what they hold beyond inputs and outputs. */
export function buildModel(
  text: string,
  root: TableNode | undefined,
  errors: readonly CompSyntaxError[],
  cutOff: boolean,
): Comp {
  const tools: Tool[] = [];
  const toolsByName = new Map<string, Tool[]>();
  const toolsById = new Map<string, Tool[]>();
  const flow = newScope(undefined, undefined);
  const gather = (scope: GrowingScope, owner: TableNode): void => {
    for (const list of entriesNamed(owner, 'Tools')) {
      for (const entry of tableOf(list.value)?.entries ?? []) {
        const tool = toTool(entry, scope);
        if (tool === undefined) continue;
        scope.tools.push(tool);
        if (!scope.byName.has(tool.name)) scope.byName.set(tool.name, tool);
        tools.push(tool);
        addTo(toolsByName, tool.name, tool);
        addTo(toolsById, tool.id, tool);
        if (entriesNamed(tool.table, 'Tools').length === 0) continue;
        const nested = newScope(tool, scope);
        tool.nested = nested;
        gather(nested, tool.table);
      }
    }
  };
  if (root !== undefined) gather(flow, root);
  const kind = root?.constructorName === undefined ? 'setting' : 'composition';
  const slice = (start: number, end: number): string => text.slice(start, end);
  return { text, slice, kind, root, errors, cutOff, flow, tools, toolsByName, toolsById };
}

function addTo(lists: Map<string, Tool[]>, key: string, tool: Tool): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [tool]);
  else list.push(tool);
}

function newScope(owner: Tool | undefined, parent: Scope | undefined): GrowingScope {
  return { owner, parent, tools: [], byName: new Map() };
}

function toTool(entry: EntryNode, scope: Scope): GrowingTool | undefined {
  const { key } = entry;
  const table = tableOf(entry.value);
  if (key === undefined || table === undefined) return undefined;
  return {
    name: key.name,
    nameRange: key.nameRange,
    id: table.constructorName ?? '',
    idRange: table.constructorRange ?? { start: table.start, end: table.start },
    entry,
    table,
    scope,
    nested: undefined,
    inputs: toInputs(table),
    outputs: toOutputs(table),
    passThrough: isTrue(valueNamed(table, 'PassThrough')),
    locked: isTrue(valueNamed(table, 'Locked')),
    instanceOf: toReference(valueNamed(table, 'SourceOp')),
  };
}

function toInputs(tool: TableNode): readonly Input[] {
  const inputs: Input[] = [];
  for (const { key, entry } of keyedEntries(tool, 'Inputs')) {
    const table = tableOf(entry.value);
    if (table === undefined) continue;
    const expression = valueNamed(table, 'Expression');
    inputs.push({
      name: key.name,
      nameRange: key.nameRange,
      entry,
      constructorName: table.constructorName ?? '',
      source: toReference(valueNamed(table, 'SourceOp')),
      output: stringOf(valueNamed(table, 'Source')),
      value: valueNamed(table, 'Value'),
      expression: stringOf(expression),
    });
  }
  return inputs;
}

function toOutputs(tool: TableNode): readonly InstanceOutput[] {
  const outputs: InstanceOutput[] = [];
  for (const { key, entry } of keyedEntries(tool, 'Outputs')) {
    const table = tableOf(entry.value);
    if (table?.constructorName !== 'InstanceOutput') continue;
    outputs.push({
      name: key.name,
      nameRange: key.nameRange,
      source: toReference(valueNamed(table, 'SourceOp')),
      output: stringOf(valueNamed(table, 'Source')),
    });
  }
  return outputs;
}

function* keyedEntries(tool: TableNode, name: string): Generator<{ key: KeyNode; entry: EntryNode }> {
  for (const list of entriesNamed(tool, name)) {
    for (const entry of tableOf(list.value)?.entries ?? []) {
      if (entry.key !== undefined) yield { key: entry.key, entry };
    }
  }
}

function toReference(value: ValueNode | undefined): ToolReference | undefined {
  if (value?.kind !== 'string') return undefined;
  const range: TextRange = value.contentRange;
  return { name: value.value, range };
}

function isTrue(value: ValueNode | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}
