import type { Comp, Input, Tool } from '../../formats/comp/model.ts';
import type { NumberNode } from '../../formats/comp/nodes.ts';
import type { InputKind, Registry } from '../../formats/comp/registry/registry.ts';
import type { Markup } from '../markup.ts';
import type { CompIndex } from './comp-index.ts';
import { describeInputKind } from './descriptions.ts';
import { end, isPublished, shorten } from './hover-text.ts';

/** What an input is set to or fed by, what that means, and what it takes. */
export function describeInput(tool: Tool, input: Input, index: CompIndex, registry: Registry, markup: Markup): string {
  const lines = [`${markup.strong(input.name)} of ${markup.code(tool.name)} ${markup.code(tool.id)}`];
  const kind = kindOf(tool, input, index, registry);
  if (input.source !== undefined) {
    const source = index.resolveFrom(tool, input.source.name);
    const from = source === undefined ? '(no such tool)' : markup.code(source.id);
    const how = isPublished(input) ? 'Published from' : 'Fed by';
    lines.push(`${how} ${end(markup, input.source.name, input.output)} ${from}`);
  }
  if (input.expression !== undefined) lines.push(`Expression: ${markup.code(shorten(input.expression))}`);
  if (input.value !== undefined) lines.push(valueLine(index.comp, input.value, kind, markup));
  return [...lines, ...(kind === undefined ? [] : describeInputKind(kind, markup))].join('\n\n');
}

/** The number, and what it means where it stands for something in a list. */
function valueLine(comp: Comp, value: Input['value'] & {}, kind: InputKind | undefined, markup: Markup): string {
  const meaning = value.kind === 'number' ? meaningOf(value, kind) : undefined;
  const written = markup.code(shorten(comp.slice(value.start, value.end)));
  return `Value: ${written}${meaning === undefined ? '' : `, ${meaning}`}`;
}

/** What a number means to an input with a list of choices. */
export function meaningOf({ value }: Pick<NumberNode, 'value'>, kind: InputKind | undefined): string | undefined {
  return kind?.choices?.get(value);
}

/** What is known of an input; of one that a group publishes, what is known of the input inside. */
function kindOf(tool: Tool, input: Input, index: CompIndex, registry: Registry): InputKind | undefined {
  if (!isPublished(input)) return registry.tool(tool.id)?.inputs.get(input.name);
  const inside = input.source && index.resolveFrom(tool, input.source.name);
  return inside && registry.tool(inside.id)?.inputs.get(input.output ?? '');
}
