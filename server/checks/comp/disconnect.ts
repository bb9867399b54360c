import { removeEntry } from '../../formats/comp/edits.ts';
import type { Comp, Input, Tool } from '../../formats/comp/model.ts';
import { tableNamed } from '../../formats/comp/table-access.ts';
import type { Fix } from '../check.ts';

/** Takes an input away that holds nothing but the connection; one with a value or an expression is left to its owner. */
export function disconnection(comp: Comp, tool: Tool, input: Input): Fix | undefined {
  if (input.constructorName !== 'Input' || input.value !== undefined || input.expression !== undefined)
    return undefined;
  const inputs = tableNamed(tool.table, 'Inputs');
  const entry = inputs?.entries.find(({ start }) => start === input.entry.start);
  if (inputs === undefined || entry === undefined) return undefined;
  return { title: `Disconnect ${input.name} of ${tool.name}`, edits: removeEntry(comp.text, inputs, entry) };
}
