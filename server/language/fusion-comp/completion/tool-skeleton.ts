import { scopeAt } from '../../../formats/comp/cursor-context.ts';
import type { Scope, Tool } from '../../../formats/comp/model.ts';
import type { InputKind, ToolKind } from '../../../formats/comp/registry/registry.ts';
import { numberOf, tableNamed } from '../../../formats/comp/table-access.ts';
import type { InsertText } from '../../answers/completion.ts';
import { connectionTable } from './input-values.ts';
import type { Site } from './site.ts';
import { quotedStop, stop } from './writing.ts';

/** A tool before the cursor, which a new one continues. */
interface Neighbour {
  readonly name: string;
  readonly output: string | undefined;
  readonly position: readonly [x: number, y: number];
}

/** Fusion's own step between the tools of a flow. */
const FLOW_STEP = 110;

/** Inputs through which the main image or scene of a tool comes, the likeliest first. */
const MAIN_INPUTS = ['Input', 'Background', 'SceneInput', 'SceneInput1', 'MaterialInput'];

/** A name for a new tool that no tool of the comp has: what people call its kind, and a number. */
export function freeName({ comp }: Pick<Site, 'comp'>, kind: Pick<ToolKind, 'id' | 'name'>): string {
  const called = kind.name.normalize('NFD').replace(/[^A-Za-z0-9_]/g, '');
  const base = /^[A-Za-z_]/.test(called) ? called : 'Tool';
  for (let number = 1; ; number += 1) {
    const name = `${base}${number}`;
    if (!comp.toolsByName.has(name)) return name;
  }
}

/** `Id { ... }` with what a tool of this kind needs, connected to the tool before the cursor. */
export function toolTable(site: Site, kind: ToolKind): InsertText {
  const before = neighbourBefore(site, scopeAt(site.comp, site.context));
  return [`${kind.id} {`, ...bodyOf(kind, before), ...viewInfo(kind, before), '\n}'];
}

function bodyOf(kind: ToolKind, before: Neighbour | undefined): InsertText {
  if (kind.id === 'Loader') return LOADER;
  if (kind.id === 'Saver') return saverBody(before);
  if (kind.category === 'group') return GROUP;
  if (kind.id === 'BezierSpline') return KEY_FRAMES;
  const main = MAIN_INPUTS.map((name) => kind.inputs.get(name)).find((input) => input?.connects === true);
  // A tool with a background puts something over it.
  const over = main?.name === 'Background' ? kind.inputs.get('Foreground') : undefined;
  const overTool = before && { ...before, name: '' }; // which one is for the user to say
  return ['\n\tInputs = {', ...mainInput(main, before), ...mainInput(over, overTool), '\n\t},'];
}

const KEY_FRAMES: InsertText = ['\n\tKeyFrames = {\n\t\t[0] = { ', stop('0'), ', Flags = { Linear = true } },\n\t},'];

function mainInput(input: Pick<InputKind, 'name'> | undefined, before: Neighbour | undefined): InsertText {
  if (input === undefined || before?.output === undefined) return [];
  return [`\n\t\t${input.name} = `, ...deeper(connectionTable(before.name, before.output), 2), ','];
}

/** A clip of a Loader with the fields that Fusion writes. */
export const CLIP: InsertText = [
  'Clip {\n\tID = "Clip1",\n\tFilename = ',
  ...quotedStop(''),
  ',\n\tFormatID = ',
  ...quotedStop('OpenEXRFormat'),
  ',\n\tStartFrame = -1,\n\tLengthSetManually = true,\n\tTrimIn = 0,\n\tTrimOut = 0,\n\tExtendFirst = 0,',
  '\n\tExtendLast = 0,\n\tLoop = 0,\n\tAspectMode = 0,\n\tDepth = 0,\n\tTimeCode = 0,\n\tGlobalStart = ',
  stop('0'),
  ',\n\tGlobalEnd = ',
  stop('0'),
  '\n}',
];

const LOADER: InsertText = ['\n\tClips = {\n\t\t', ...deeper(CLIP, 2), '\n\t},\n\tInputs = {\n\t},'];

function saverBody(before: Neighbour | undefined): InsertText {
  return [
    '\n\tInputs = {\n\t\tClip = Input {\n\t\t\tValue = Clip {\n\t\t\t\tFilename = ',
    ...quotedStop(''),
    ',\n\t\t\t\tFormatID = "OpenEXRFormat",\n\t\t\t\tLength = 0,\n\t\t\t\tSaving = true,\n\t\t\t\tTrimIn = 0,',
    '\n\t\t\t\tExtendFirst = 0,\n\t\t\t\tExtendLast = 0,\n\t\t\t\tLoop = 1,\n\t\t\t\tAspectMode = 0,\n\t\t\t\tDepth = 0,',
    '\n\t\t\t\tTimeCode = 0,\n\t\t\t\tGlobalStart = -2000000000,\n\t\t\t\tGlobalEnd = 0\n\t\t\t},\n\t\t},',
    '\n\t\tCreateDir = Input { Value = 1, },\n\t\tOutputFormat = Input { Value = FuID { "OpenEXRFormat" }, },',
    ...mainInput({ name: 'Input' }, before),
    '\n\t},',
  ];
}

const GROUP: InsertText = [
  '\n\tInputs = ordered() {\n\t},\n\tOutputs = {\n\t},\n\tTools = ordered() {',
  stop(''),
  '\n\t},',
];

/** Fusion writes where a tool stands in the flow; modifiers stand nowhere. */
function viewInfo(kind: ToolKind, before: Neighbour | undefined): InsertText {
  if (kind.category === 'modifier') return [];
  const [x, y] = before?.position ?? [0, 0];
  const at = before === undefined ? x : x + FLOW_STEP;
  return [`\n\tViewInfo = ${infoConstructor(kind.id)} { Pos = { ${at}, ${y} } },`];
}

/** The table under `ViewInfo` of a tool of this kind, with its place in the flow open. */
export function viewInfoTable(id: string): InsertText {
  return [`${infoConstructor(id)} { Pos = { `, stop('0'), ', ', stop('0'), ' } }'];
}

/** The constructor of `ViewInfo` by the id of its tool, as Fusion writes it. */
function infoConstructor(id: string): string {
  switch (id) {
    case 'GroupOperator':
    case 'MacroOperator':
      return 'GroupInfo';
    case 'PipeRouter':
      return 'PipeRouterInfo';
    case 'Note':
      return 'StickyNoteInfo';
    case 'Underlay':
      return 'UnderlayInfo';
    default:
      return 'OperatorInfo';
  }
}

/** The last tool before the cursor in its scope that stands in the flow, as modifiers do not. */
function neighbourBefore({ context, registry }: Site, scope: Scope): Neighbour | undefined {
  const tool = scope.tools.findLast(
    ({ id, nameRange }) => nameRange.end < context.word.start && registry.tool(id)?.category !== 'modifier',
  );
  if (tool === undefined) return undefined;
  const givesImage = registry.tool(tool.id)?.outputs[0] === 'Output';
  const output = tool.outputs[0]?.name ?? (givesImage ? 'Output' : undefined);
  return { name: tool.name, output, position: positionOf(tool) };
}

function positionOf({ table }: Tool): readonly [number, number] {
  const info = tableNamed(table, 'ViewInfo');
  const position = info && tableNamed(info, 'Pos');
  return [numberOf(position?.entries[0]?.value) ?? 0, numberOf(position?.entries[1]?.value) ?? 0];
}

/** A text as it stands `levels` tables further in. */
function deeper(text: InsertText, levels: number): InsertText {
  const tabs = '\t'.repeat(levels);
  return text.map((part) => (typeof part === 'string' ? part.replaceAll('\n', `\n${tabs}`) : part));
}
