import { writeKey } from '../../formats/comp/edits.ts';
import type { Comp, Scope, Tool } from '../../formats/comp/model.ts';
import { quote } from '../../formats/comp/quoted-string.ts';
import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import type { RenameOutcome, RenameTarget } from '../answers/rename.ts';
import type { Pausing } from '../pausing.ts';
import type { CompIndex, Mention } from './comp-index.ts';
import { whyNoToolName } from './tool-names.ts';

/** The name of a tool under the cursor, where it is named or mentioned. */
export function renameTargetAt(index: CompIndex, offset: number): RenameTarget | undefined {
  const place = index.placeAt(offset);
  if (place?.kind === 'tool') return { range: place.tool.nameRange, name: place.tool.name };
  if (place?.kind !== 'mention' || place.mention.target === undefined) return undefined;
  return { range: place.mention.reference.range, name: place.mention.target.name };
}

/**
 * Gives the tool at `offset` another name, there and wherever it is mentioned. Refuses a name that would make any mention
 * in the comp mean another tool than before.
 */
export function renameAt(index: CompIndex, offset: number, newName: string): RenameOutcome {
  const tool = index.toolAt(offset);
  if (tool === undefined) return { refusal: 'There is no tool here to rename.' };
  const name = newName.trim();
  if (name === tool.name) return { edits: [] };
  const mentions = index.mentionsOf(tool);
  const refusal = whyNoToolName(name, mentions) ?? whyTaken(tool, name) ?? whyConfused(index, tool, name, mentions);
  if (refusal !== undefined) return { refusal };
  return { edits: editsOf(index.comp, tool, mentions, name) };
}

function* editsOf(comp: Comp, tool: Tool, mentions: readonly Mention[], name: string): Pausing<TextEdit> {
  yield nameEdit(tool, name);
  for (const mention of mentions) yield mentionEdit(comp, mention, name);
}

function nameEdit({ entry, nameRange }: Tool, name: string): TextEdit {
  return { range: rangeOf(entry.key ?? nameRange), newText: writeKey(name) };
}

/** Only what is between the quotes changes, so that the kind of quotes stays. */
function mentionEdit(comp: Comp, { reference: { range } }: Mention, name: string): TextEdit {
  const opening = comp.slice(range.start - 1, range.start);
  const escaped = opening === '"' || opening === "'" ? quote(name).slice(1, -1) : name;
  return { range: rangeOf(range), newText: opening === "'" ? escaped.replaceAll("'", "\\'") : escaped };
}

function rangeOf({ start, end }: TextRange): TextRange {
  return { start, end };
}

function whyTaken({ scope }: Tool, name: string): string | undefined {
  if (!scope.byName.has(name)) return undefined;
  return `There is a tool ${name} already${scope.owner === undefined ? '' : ` in ${scope.owner.name}`}.`;
}

/** Why a mention would mean another tool after the renaming than before it; absent where none would. */
function whyConfused(index: CompIndex, tool: Tool, name: string, mentions: readonly Mention[]): string | undefined {
  for (const { from, place } of mentions) {
    const isOwnInput = place.kind === 'expression' && place.tool.inputs.some((input) => input.name === name);
    if (isOwnInput) return `In an expression of ${place.tool.name} this would mean its own input ${name}.`;
    if (resolveRenamed(index.comp, from, tool, name) === tool) continue;
    return `${speaker(place)} would take another tool ${name} for this one.`;
  }
  for (const { from, place, target } of index.mentionsOfName(name)) {
    if (resolveRenamed(index.comp, from, tool, name) === target) continue;
    const meant = target === undefined ? ', a tool that does not exist' : '';
    return `${speaker(place)} mentions ${name}${meant}, and would then mean this tool.`;
  }
  return undefined;
}

function speaker(place: Mention['place']): string {
  return place.kind === 'active' ? 'ActiveTool' : place.tool.name;
}

/** What `name` means in `from` once `tool` has this name: see `resolveTool`. */
function resolveRenamed(comp: Comp, from: Scope, tool: Tool, name: string): Tool | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    const found = scope === tool.scope ? tool : scope.byName.get(name);
    if (found !== undefined) return found;
  }
  const first = comp.toolsByName.get(name)?.[0];
  return first !== undefined && first.nameRange.start < tool.nameRange.start ? first : tool;
}
