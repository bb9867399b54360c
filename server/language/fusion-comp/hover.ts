import type { Input, Tool } from '../../formats/comp/model.ts';
import type { HoverText } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import type { CompIndex, Mention } from './comp-index.ts';
import { mediaLines } from './media-lines.ts';

/** The most lines a list in a hover has. */
const LIST_LIMIT = 20;

/** The most characters of a value that are shown. */
const VALUE_LIMIT = 200;

function list(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, LIST_LIMIT).map((line) => `- ${line}`);
  if (lines.length > LIST_LIMIT) shown.push(`- and ${lines.length - LIST_LIMIT} more`);
  return [`${heading}:\n${shown.join('\n')}`];
}

/** A connection's end: a tool's input or output, `Merge1.Background`. */
function end(markup: Markup, tool: string, slot: string | undefined): string {
  return markup.code(slot === undefined ? tool : `${tool}.${slot}`);
}

function countInside(count: number): string {
  return count === 1 ? '1 tool inside' : `${count} tools inside`;
}

function title(tool: Tool, markup: Markup): string {
  const parts = [
    `${markup.strong(tool.name)} ${markup.code(tool.id)}`,
    ...(tool.nested === undefined ? [] : [countInside(tool.nested.tools.length)]),
    ...(tool.instanceOf === undefined ? [] : [`instance of ${markup.code(tool.instanceOf.name)}`]),
    ...(tool.passThrough ? ['disabled'] : []),
    ...(tool.locked ? ['locked'] : []),
  ];
  return parts.join(', ');
}

/** An `InstanceInput` is fed by nothing: it hands its value on to the input it names. */
function isPublished(input: Input): boolean {
  return input.constructorName === 'InstanceInput';
}

function feeds(tool: Tool, index: CompIndex, markup: Markup): string[] {
  return tool.inputs.flatMap((input) => {
    if (input.source === undefined || isPublished(input)) return [];
    const missing = index.resolveFrom(tool, input.source.name) === undefined ? ' (no such tool)' : '';
    return [`${markup.code(input.name)} ← ${end(markup, input.source.name, input.output)}${missing}`];
  });
}

function publishes(tool: Tool, markup: Markup): string[] {
  return tool.inputs.flatMap((input) =>
    input.source === undefined || !isPublished(input)
      ? []
      : [`${markup.code(input.name)} → ${end(markup, input.source.name, input.output)}`],
  );
}

function fedByTool({ place }: Mention, markup: Markup): string[] {
  if (place.kind === 'input' && !isPublished(place.input)) return [end(markup, place.tool.name, place.input.name)];
  if (place.kind === 'output') return [`${end(markup, place.tool.name, place.output.name)} (output)`];
  return [];
}

function instances({ place }: Mention, markup: Markup): string[] {
  return place.kind === 'instance' ? [markup.code(place.tool.name)] : [];
}

function describeTool(tool: Tool, index: CompIndex, markup: Markup): string {
  const mentions = index.mentionsOf(tool);
  return [
    title(tool, markup),
    ...mediaLines(tool, markup),
    ...list('Fed by', feeds(tool, index, markup)),
    ...list('Publishes', publishes(tool, markup)),
    ...list(
      'Feeds',
      mentions.flatMap((mention) => fedByTool(mention, markup)),
    ),
    ...list(
      'Instances',
      mentions.flatMap((mention) => instances(mention, markup)),
    ),
  ].join('\n\n');
}

function describeInput(text: string, tool: Tool, input: Input, index: CompIndex, markup: Markup): string {
  const lines = [`${markup.strong(input.name)} of ${markup.code(tool.name)} ${markup.code(tool.id)}`];
  if (input.source !== undefined) {
    const source = index.resolveFrom(tool, input.source.name);
    const kind = source === undefined ? '(no such tool)' : markup.code(source.id);
    const how = isPublished(input) ? 'Published from' : 'Fed by';
    lines.push(`${how} ${end(markup, input.source.name, input.output)} ${kind}`);
  }
  if (input.expression !== undefined) lines.push(`Expression: ${markup.code(shorten(input.expression))}`);
  if (input.value !== undefined) {
    lines.push(`Value: ${markup.code(shorten(text.slice(input.value.start, input.value.end)))}`);
  }
  return lines.join('\n\n');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= VALUE_LIMIT ? line : `${line.slice(0, VALUE_LIMIT)}…`;
}

/** About a tool where it is named or mentioned: what feeds it and what it feeds; about an input: its source or value. */
export function hoverAt(text: string, index: CompIndex, offset: number, markup: Markup): HoverText | undefined {
  const place = index.placeAt(offset);
  switch (place?.kind) {
    case 'tool':
      return { range: place.tool.nameRange, text: describeTool(place.tool, index, markup) };
    case 'mention': {
      const { reference, target } = place.mention;
      if (target === undefined) {
        return { range: reference.range, text: `${markup.code(reference.name)}: there is no tool with this name.` };
      }
      return { range: reference.range, text: describeTool(target, index, markup) };
    }
    case 'input':
      return {
        range: place.input.nameRange,
        text: describeInput(text, place.tool, place.input, index, markup),
      };
    default:
      return undefined;
  }
}
