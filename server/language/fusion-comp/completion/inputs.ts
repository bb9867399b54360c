import { innermost } from '../../../formats/comp/cursor-context.ts';
import { writeKey } from '../../../formats/comp/edits.ts';
import { loaderClips } from '../../../formats/comp/loader.ts';
import type { Tool } from '../../../formats/comp/model.ts';
import type { InputKind } from '../../../formats/comp/registry/registry.ts';
import { saverOutput } from '../../../formats/comp/saver.ts';
import { tableNamed } from '../../../formats/comp/table-access.ts';
import type { Completion, InsertText } from '../../answers/completion.ts';
import { shownKind } from '../shown-kind.ts';
import { connectionTable, isConnection, valueTable } from './input-values.ts';
import { type Site, type ToolAtHand, toolAtHand } from './site.ts';
import { nearestSource } from './sources.ts';
import { stop } from './writing.ts';

/** The inputs that the tool around the cursor may still set. */
export function newInputs(site: Site): readonly Completion[] {
  const at = toolAtHand(site);
  if (at === undefined) return [];
  if (isGroup(at)) return [publishedInput(site, at.tool)];
  const taken = takenInputs(site, at.tool);
  const formats = at.tool === undefined ? [] : formatsOf(at.tool);
  const masks = connectionTo(site, MASK);
  const images = connectionTo(site, IMAGE);
  const own = ownControls(at.tool).map((name): InputKind => ({ name, kinds: [], connects: false, frequency: 1 }));
  const inputs = [...knownInputs(at, formats), ...own, ...inputsInComp(site, at)];
  return [...new Map(inputs.map((input) => [input.name, input])).values()]
    .filter(({ name }) => !taken.has(name))
    .map((input) => newInput(site, at, input, input.name.endsWith('Mask') ? masks : images));
}

/** `Name =` is there already: what an input may hold. */
export function inputTables(site: Site): readonly Completion[] {
  const at = toolAtHand(site);
  const name = site.context.key;
  if (at === undefined || name === undefined) return [];
  if (site.writing.hasTable) return constructors(at);
  if (isGroup(at)) return [{ ...published(), insert: site.writing.value(publishedTable()) }];
  const kind = at.kind?.inputs.get(name);
  const value: Completion = {
    label: 'Input',
    detail: '{ Value = … }',
    kind: 'constructor',
    description: shownKind(kind),
    insert: site.writing.value(valueTable(kind)),
    topic: ['input', at.id, name],
  };
  const connection: Completion = {
    label: 'Input',
    detail: '{ SourceOp = …, Source = … }',
    kind: 'constructor',
    description: 'fed by a tool',
    filter: 'Input SourceOp',
    insert: site.writing.value(connectionTo(site, kind)),
    topic: ['input', at.id, name],
  };
  return isConnection(kind) ? [connection] : [value, connection];
}

function newInput(site: Site, at: ToolAtHand, kind: InputKind, connection: InsertText): Completion {
  const table = isConnection(kind) ? connection : valueTable(kind);
  const key = writeKey(kind.name);
  return {
    label: kind.name,
    kind: 'input',
    description: shownKind(kind),
    // What is typed begins with the bracket where the name needs one.
    ...(site.context.isBracketed && { filter: `["${kind.name}"]` }),
    insert: site.writing.bareEntry(key, table),
    topic: ['input', at.id, kind.name],
  };
}

const IMAGE: InputKind = { name: 'Input', kinds: [], connects: true, frequency: 0 };
const MASK: InputKind = { ...IMAGE, name: 'EffectMask' };

/** Connected to the nearest tool that suits. */
function connectionTo(site: Site, kind: InputKind | undefined): InsertText {
  const source = nearestSource(site, kind);
  return connectionTable(source?.name ?? '', source?.output ?? 'Output');
}

function isGroup({ id }: ToolAtHand): boolean {
  return id === 'GroupOperator' || id === 'MacroOperator';
}

function constructors(at: ToolAtHand): readonly Completion[] {
  const name = isGroup(at) ? 'InstanceInput' : 'Input';
  return [{ label: name, kind: 'constructor', insert: [name] }];
}

function published(): Completion {
  return { label: 'InstanceInput', kind: 'constructor', description: 'a published input', insert: ['InstanceInput'] };
}

function publishedTable(): InsertText {
  return ['InstanceInput {\n\tSourceOp = "', stop(''), '",\n\tSource = "', stop('Input'), '",\n}'];
}

/** A group has the inputs that it is given. */
function publishedInput(site: Site, tool: Tool | undefined): Completion {
  const names = new Set(tool?.inputs.map(({ name }) => name));
  let number = 1;
  while (names.has(`Input${number}`)) number += 1;
  return { ...published(), label: `Input${number}`, insert: site.writing.entry(`Input${number}`, publishedTable()) };
}

function takenInputs({ context }: Site, tool: Tool | undefined): ReadonlySet<string> {
  const { start, end } = context.word;
  const others = tool?.inputs.filter(({ nameRange }) => nameRange.end < start || nameRange.start > end) ?? [];
  return new Set([...(innermost(context)?.keys?.keys() ?? []), ...others.map(({ name }) => name)]);
}

/** The commonest first; of the options of formats, those of the formats that the tool uses. */
function knownInputs({ kind }: ToolAtHand, formats: readonly string[]): readonly InputKind[] {
  const isOfFormat = ({ name }: InputKind): boolean => {
    const format = /^(?:Clip\d+\.)?(\w+(?:Format|Movies))\./.exec(name)?.[1];
    return format === undefined || formats.length === 0 || formats.includes(format);
  };
  return [...(kind?.inputs.values() ?? [])].filter(isOfFormat).sort((a, b) => b.frequency - a.frequency);
}

/** The formats of the files that a Loader or Saver says it reads or writes. */
function formatsOf(tool: Tool): readonly string[] {
  if (tool.id === 'Loader') return loaderClips(tool).flatMap(({ formatId }) => formatId ?? []);
  return tool.id === 'Saver' ? [saverOutput(tool).formatId ?? []].flat() : [];
}

/** So many tools of a kind are asked what they have set. */
const MOST_ASKED = 50;

/** Inputs that tools of the same kind have elsewhere in the comp: of a fuse that is not known otherwise. */
function inputsInComp({ comp }: Site, { id, tool, kind }: ToolAtHand): readonly InputKind[] {
  const names = new Set<string>();
  for (const other of (comp.toolsById.get(id) ?? []).slice(0, MOST_ASKED)) {
    if (other === tool) continue;
    for (const { name } of other.inputs) if (kind?.inputs.has(name) !== true) names.add(name);
  }
  return [...names].map((name) => ({ name, kinds: [], connects: false, frequency: 0 }));
}

/** The inputs that a tool declares itself. */
function ownControls(tool: Tool | undefined): readonly string[] {
  const controls = tool && tableNamed(tool.table, 'UserControls');
  return controls?.entries.flatMap(({ key }) => key?.name ?? []) ?? [];
}
