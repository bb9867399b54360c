import { type CursorContext, scopeAt } from '../../formats/comp/cursor-context.ts';
import { escapedOffsets } from '../../formats/comp/expressions/escaped-offsets.ts';
import { type NameInSource, namesInSource } from '../../formats/comp/expressions/tool-references.ts';
import type { Tool } from '../../formats/comp/model.ts';
import { unescapeQuoted } from '../../formats/comp/quoted-string.ts';
import { resolveTool } from '../../formats/comp/resolve-tool.ts';
import type { HoverText } from '../language-support.ts';
import { inputNameAtHand, toolAtHand } from './completion/site.ts';
import { describeInputKind } from './descriptions.ts';
import type { HoverSite } from './hover.ts';
import { describeInput } from './hover-input.ts';

/** About an expression: the input it names where the pointer is, else the tools that it names. */
export function expressionHover(site: HoverSite, context: CursorContext): HoverText {
  const { index, markup, registry } = site;
  const { comp } = index;
  const { content } = context.string ?? { content: context.word };
  const written = comp.slice(content.start, content.end);
  const { heads, bare } = namesInSource(unescapeQuoted(written));
  const offsetOf = escapedOffsets(written);
  const rangeOf = ({ start, end }: NameInSource) => ({
    start: content.start + offsetOf(start),
    end: content.start + offsetOf(end),
  });
  const find = (name: string): Tool | undefined => resolveTool(comp, scopeAt(comp, context), name);
  const isHere = (name: NameInSource): boolean => {
    const { start, end } = rangeOf(name);
    return start <= context.offset && context.offset <= end;
  };
  for (const { name, property } of heads) {
    if (property === undefined || !isHere(property)) continue;
    const text = aboutInput(
      site,
      name === 'self' ? toolAtHand({ context, registry })?.tool : find(name),
      property.name,
    );
    if (text !== undefined) return { range: rangeOf(property), text };
  }
  const own = bare.find(isHere);
  const text = own && aboutInput(site, toolAtHand({ context, registry })?.tool, own.name);
  if (own !== undefined && text !== undefined) return { range: rangeOf(own), text };
  const tools = [...new Set(heads.map(({ name }) => name))].flatMap((name) => find(name) ?? []);
  const input = inputNameAtHand(context);
  const title = `Expression${input === undefined ? '' : ` of ${markup.code(input)}`}`;
  const named = tools.map((tool) => `${markup.code(tool.name)} ${markup.code(tool.id)}`).join(', ');
  return { range: content, text: named === '' ? title : `${title}, with values of ${named}` };
}

/** About an input of a tool, whether the comp sets it or not. */
function aboutInput({ index, registry, markup }: HoverSite, tool: Tool | undefined, name: string): string | undefined {
  if (tool === undefined) return undefined;
  const input = tool.inputs.find((it) => it.name === name);
  if (input !== undefined) return describeInput(tool, input, index, registry, markup);
  const kind = registry.tool(tool.id)?.inputs.get(name);
  if (kind === undefined) return undefined;
  const title = `${markup.strong(name)} of ${markup.code(tool.name)} ${markup.code(tool.id)}`;
  return [title, ...describeInputKind(kind, markup)].join('\n\n');
}
