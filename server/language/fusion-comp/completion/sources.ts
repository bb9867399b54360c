import { isAnnotation } from '../../../formats/comp/annotations.ts';
import { innermost, scopeAt, tableWithRole } from '../../../formats/comp/cursor-context.ts';
import type { Tool } from '../../../formats/comp/model.ts';
import type { InputKind } from '../../../formats/comp/registry/registry.ts';
import { resolveTool } from '../../../formats/comp/resolve-tool.ts';
import type { Completion } from '../../answers/completion.ts';
import { MOST_SUGGESTIONS, matches } from './match.ts';
import { inputKindAtHand, inputNameAtHand, type Site, toolAtHand } from './site.ts';
import { visibleTools } from './visible-tools.ts';

/** The tools that may be named where the cursor is: those that give what the input takes first, and the nearest of them. */
export function sourceTools(site: Site): readonly Completion[] {
  const { comp, context } = site;
  const typed = comp.slice(context.word.start, context.offset).replace(/^["']/, '');
  const kind = inputKindAtHand(site);
  const suiting: Completion[] = [];
  const others: Completion[] = [];
  for (const tool of candidates(site, typed)) {
    const isSuiting = outputsOf(site, tool).some((output) => suits(output, kind));
    (isSuiting ? suiting : others).push(completionOf(site, tool));
    if (suiting.length + others.length > MOST_SUGGESTIONS) break;
  }
  return [...suiting, ...others];
}

/** A tool and the output of it that feeds an input. */
export interface SourceOfInput {
  readonly name: string;
  readonly output: string;
}

/** So many tools are asked whether they suit an input. */
const MOST_ASKED = 200;

/** The tool that is nearest before the cursor, or else after it, and gives what an input of this kind takes. */
export function nearestSource(site: Site, kind: InputKind | undefined): SourceOfInput | undefined {
  let asked = 0;
  for (const tool of candidates(site, '')) {
    const output = outputsOf(site, tool).find((name) => suits(name, kind));
    if (output !== undefined) return { name: tool.name, output };
    asked += 1;
    if (asked === MOST_ASKED) break;
  }
  return undefined;
}

/** Outputs of modifiers, which give values and no image. */
const VALUE_OUTPUT = /^(?:Value|Result|Position|NumberResult|PointResult|StyledText|Red|Green|Blue|Alpha)$/;

/** Whether an output gives what an input takes, as far as its name tells. */
function suits(output: string, kind: InputKind | undefined): boolean {
  if (kind === undefined) return true;
  if (kind.kinds.length > 0) return VALUE_OUTPUT.test(output);
  if (kind.name.endsWith('Mask')) return output === 'Mask';
  if (kind.name.startsWith('Material')) return output === 'MaterialOutput';
  return output !== 'Mask' && output !== 'MaterialOutput' && !VALUE_OUTPUT.test(output);
}

/** Visible tools that fit what is typed, have outputs and are not fed by the tool at hand. */
function* candidates(site: Site, typed: string): Generator<Tool> {
  const { context } = site;
  const publishes = tableWithRole(context, 'instance-input', 'instance-output') !== undefined;
  const around = new Set(context.tables.flatMap(({ tool }) => tool ?? []));
  for (const tool of visibleTools(site, publishes)) {
    if (!matches(typed, tool.name) || around.has(tool) || !hasOutputs(site, tool)) continue;
    if (publishes || site.feeds?.isFed(tool) !== true) yield tool;
  }
}

function hasOutputs({ registry }: Site, tool: Tool): boolean {
  if (isAnnotation(tool)) return false;
  return registry.tool(tool.id)?.category !== 'annotation';
}

/** The outputs, or for an `InstanceInput` the inputs, of the tool that the connection at the cursor names. */
export function sourceSlots(site: Site): readonly Completion[] {
  const target = namedSource(site);
  if (target === undefined) return [];
  if (tableWithRole(site.context, 'instance-input') !== undefined) return inputsOf(site, target);
  return outputsOf(site, target, toolAtHand(site)?.tool).map((output) => ({
    label: output,
    kind: 'output',
    description: target.name,
    insert: site.writing.content(output),
  }));
}

function inputsOf(site: Site, target: Tool): readonly Completion[] {
  const known = [...(site.registry.tool(target.id)?.inputs.keys() ?? [])];
  const names = new Set([...target.inputs.map(({ name }) => name), ...known]);
  return [...names].map((name) => ({
    label: name,
    kind: 'input',
    insert: site.writing.content(name),
    topic: ['input', target.id, name],
  }));
}

/** The tool that `SourceOp` beside the cursor names. */
export function namedSource(site: Site): Tool | undefined {
  const { comp, context } = site;
  const table = innermost(context);
  const written = table?.keys?.get('SourceOp');
  const own = toolAtHand(site)?.tool;
  const name = inputNameAtHand(context) ?? table?.key;
  const slots = [...(own?.inputs ?? []), ...(own?.outputs ?? [])];
  const source = written ?? slots.find((slot) => slot.name === name)?.source?.name;
  return source === undefined ? undefined : resolveTool(comp, scopeAt(comp, context), source);
}

/**
 * The outputs of a tool as `Source` names them: its own, or those of its kind. Of a kind that is not known, those that
 * other tools than `asking`, in which one may be half written, use.
 */
function outputsOf({ registry, index }: Site, tool: Tool, asking?: Tool): readonly string[] {
  const own = tool.outputs.map(({ name }) => name);
  if (own.length > 0) return own;
  const known = registry.tool(tool.id)?.outputs ?? [];
  if (known.length > 0) return known;
  const used = index.mentionsOf(tool).flatMap(({ place }) => {
    if (place.kind === 'output') return place.output.output ?? [];
    if (place.kind !== 'input' || place.input.constructorName !== 'Input' || place.tool === asking) return [];
    return place.input.output ?? [];
  });
  const all = new Set(used.filter((name) => name !== ''));
  return all.size === 0 ? ['Output'] : [...all];
}

/** The tools of the flow, which a setting may call active. */
export function activeTools(site: Site): readonly Completion[] {
  return site.comp.flow.tools.map((tool) => completionOf(site, tool));
}

/** The tools that the tool at hand may be an instance of: of its own kind, and no instance themselves. */
export function instanceParents(site: Site): readonly Completion[] {
  const at = toolAtHand(site);
  const same = site.comp.toolsById.get(at?.id ?? '') ?? [];
  return same
    .filter((tool) => tool !== at?.tool && tool.instanceOf === undefined)
    .map((tool) => completionOf(site, tool));
}

function completionOf(site: Site, tool: Tool): Completion {
  const { owner } = tool.scope;
  return {
    label: tool.name,
    kind: 'tool',
    description: owner === undefined ? tool.id : `${tool.id} in ${owner.name}`,
    insert: site.writing.content(tool.name),
    topic: ['tool', tool.name, String(tool.nameRange.start)],
  };
}
