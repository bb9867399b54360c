import type { Tool } from '../../formats/comp/model.ts';
import type { Registry } from '../../formats/comp/registry/registry.ts';
import type { Markup } from '../markup.ts';
import type { CompIndex, Mention } from './comp-index.ts';
import { end, isPublished, list } from './hover-text.ts';
import { keyFrameLines } from './key-frames.ts';
import { mediaLines } from './media-lines.ts';

/** What a tool is, what feeds it and what it feeds. */
export function describeTool(tool: Tool, index: CompIndex, registry: Registry, markup: Markup): string {
  const mentions = index.mentionsOf(tool);
  return [
    title(tool, markup),
    ...purpose(tool, registry),
    ...mediaLines(tool, markup),
    ...keyFrameLines(tool, markup),
    ...list('Fed by', feeds(tool, index, markup)),
    ...list('Publishes', publishes(tool, markup)),
    ...list(
      'Feeds',
      mentions.flatMap((mention) => fedByTool(mention, markup)),
    ),
    ...list(
      'Named in expressions of',
      mentions.flatMap(({ place }) =>
        place.kind === 'expression' ? [end(markup, place.tool.name, place.input.name)] : [],
      ),
    ),
    ...list(
      'Instances',
      mentions.flatMap(({ place }) => (place.kind === 'instance' ? [markup.code(place.tool.name)] : [])),
    ),
  ].join('\n\n');
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

function countInside(count: number): string {
  return count === 1 ? '1 tool inside' : `${count} tools inside`;
}

/** What tools of its kind do, under the name that the menus show where that is another one. */
function purpose(tool: Tool, registry: Registry): string[] {
  const kind = registry.tool(tool.id);
  if (kind?.description === undefined) return [];
  return [kind.name === kind.id ? kind.description : `${kind.name}: ${kind.description}`];
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
