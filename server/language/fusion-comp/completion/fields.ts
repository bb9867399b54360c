import { innermost, type OpenTable } from '../../../formats/comp/cursor-context.ts';
import type { Tool } from '../../../formats/comp/model.ts';
import type { TableNode } from '../../../formats/comp/nodes.ts';
import { quote } from '../../../formats/comp/quoted-string.ts';
import { FILE_FORMATS } from '../../../formats/comp/vocabulary/file-formats.ts';
import { DATA_TYPES, INPUT_CONTROLS, PREVIEW_CONTROLS } from '../../../formats/comp/vocabulary/user-control-values.ts';
import type { Word } from '../../../formats/comp/vocabulary/word.ts';
import type { Completion, InsertText } from '../../answers/completion.ts';
import { fieldsOf } from '../field-words.ts';
import { fieldValue } from './field-values.ts';
import { connectionFields, usualValue } from './input-values.ts';
import { keysAfter } from './keys-after.ts';
import { inputKindAtHand, type Site, toolAtHand } from './site.ts';
import { nearestSource } from './sources.ts';
import { viewInfoTable } from './tool-skeleton.ts';
import { booleans } from './values.ts';
import { quotedStop } from './writing.ts';

/** Fields that stand in tools of some kinds alone. */
const ONLY_IN: Readonly<Record<string, RegExp>> = {
  Clips: /^(?:Loader|MediaIn)$/,
  Outputs: /^(?:Group|Macro)Operator$/,
  Trackers: /^(?:Tracker|PlanarTracker)/,
  SplineColor: /Spline|Bezier|Path/,
  KeyFrames: /Spline|Bezier|Path/,
  KeyColorSplines: /Spline|Bezier/,
  DrawMode: /Mask|Path|Paint|Polyline|Warp|Stroke/,
  DrawMode2: /Mask|Path|Paint|Polyline|Warp|Stroke/,
  ShowKeyPoints: /Path/,
  ShowHandles: /Path/,
  SmoothEndsTransition: /Path/,
  Transitions: /Loader|Time/,
};

/** The fields that the table around the cursor does not have yet. */
export function newFields(site: Site, table: OpenTable): readonly Completion[] {
  const taken = takenKeys(site, table);
  return [...fieldsOf(table).values()]
    .filter(({ name }) => !taken.has(name))
    .filter(({ name }) => table.role !== 'tool' || (ONLY_IN[name]?.test(table.constructorName) ?? true))
    .map((field) => ({
      label: field.name,
      kind: 'field',
      description: field.kind ?? '',
      insert: newField(site, table, field, taken),
      topic: topicOf(table, field.name),
    }));
}

function newField(site: Site, table: OpenTable, field: Word, taken: ReadonlySet<string>): InsertText {
  const isConnection = table.role === 'input' && field.name === 'SourceOp' && !taken.has('Source');
  if (!isConnection) return site.writing.entry(field.name, writtenValue(site, table, field));
  const source = nearestSource(site, inputKindAtHand(site));
  return site.writing.entry('SourceOp', connectionFields(source?.name ?? '', source?.output ?? 'Output'));
}

function writtenValue(site: Site, table: OpenTable, field: Word): InsertText {
  if (table.role === 'input' && field.name === 'Value') return usualValue(inputKindAtHand(site));
  if (table.role === 'tool' && field.name === 'ViewInfo') return viewInfoTable(table.constructorName);
  if (table.role === 'instance-input' && field.name === 'Name') return quotedStop(table.key ?? '');
  return fieldValue(table.role, field);
}

/** What may follow `Field =`. */
export function fieldValues(site: Site, table: OpenTable): readonly Completion[] {
  const field = fieldsOf(table).get(site.context.key ?? '');
  if (field === undefined || site.writing.hasTable) return [];
  if (field.kind === 'boolean') return booleans(site);
  const strings = stringsOf(site, table, field);
  if (strings.length > 0) {
    return strings.map(({ label, ...rest }) => ({
      ...rest,
      label: quote(label),
      filter: label,
      insert: site.writing.value([quote(label)]),
    }));
  }
  const value = writtenValue(site, table, field);
  const shown = value
    .map((part) => (typeof part === 'string' ? part : part.placeholder))
    .join('')
    .replace(/\s+/g, ' ');
  return [{ label: shown, kind: 'value', insert: site.writing.value(value), topic: topicOf(table, field.name) }];
}

/** What may stand in the string of the field at the cursor. */
export function fieldStrings(site: Site): readonly Completion[] {
  const table = innermost(site.context);
  const field = table && fieldsOf(table).get(site.context.key ?? '');
  if (table === undefined || field === undefined) return [];
  return stringsOf(site, table, field).map((item) => ({ ...item, insert: site.writing.content(item.label) }));
}

function stringsOf(site: Site, table: OpenTable, field: Word): readonly Completion[] {
  if (table.role === 'clip' && field.name === 'FormatID') {
    return [...FILE_FORMATS.values()].map(({ id, name, extensions }) => ({
      ...choice(id),
      detail: name,
      description: extensions.join(' '),
    }));
  }
  if (table.role === 'clip' && field.name === 'ID') return [choice(freeClipId(toolAtHand(site)?.tool))];
  return (field.values ?? []).map((name) => {
    const description = VALUE_WORDS.map((words) => words.get(name)?.description).find((it) => it !== undefined);
    return { ...choice(name), ...(description !== undefined && { detail: description }) };
  });
}

const VALUE_WORDS = [DATA_TYPES, INPUT_CONTROLS, PREVIEW_CONTROLS];

function choice(label: string): Completion {
  return { label, kind: 'choice', insert: [label] };
}

function freeClipId(tool: Tool | undefined): string {
  const clips = tool?.table.entries.find(({ key }) => key?.name === 'Clips')?.value;
  const count = clips?.kind === 'table' ? clips.entries.length : 1;
  return `Clip${Math.max(1, count)}`;
}

/** The keys of the table around the cursor, on both sides of it. */
export function takenKeys(site: Site, table: OpenTable): ReadonlySet<string> {
  const known = table.keys === undefined ? keysOf(table.tool?.table ?? site.comp.root) : table.keys.keys();
  return new Set([...known, ...keysAfter(site.comp, site.context)]);
}

function keysOf(table: TableNode | undefined): readonly string[] {
  return table?.entries.flatMap(({ key }) => key?.name ?? []) ?? [];
}

/** Names a field for `describeCompletion`. */
function topicOf({ role, key, constructorName }: OpenTable, name: string): readonly string[] {
  return ['field', role, key ?? '', constructorName, name];
}
