import { editDistance } from '../../formats/comp/nearest-name.ts';
import type { EntryNode, KeyNode, StringNode, TableNode } from '../../formats/comp/nodes.ts';
import { entryNamed } from '../../formats/comp/table-access.ts';
import { INSTANCE_INPUT_FIELDS } from '../../formats/comp/vocabulary/input-fields.ts';
import { USER_CONTROL_FIELDS } from '../../formats/comp/vocabulary/user-control-fields.ts';
import { DATA_TYPES, INPUT_CONTROLS } from '../../formats/comp/vocabulary/user-control-values.ts';
import type { Words } from '../../formats/comp/vocabulary/word.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { Observation, ToolCheck } from '../check.ts';
import { instanceInputs, userControls } from './controls.ts';
import { Spelling } from './spelling.ts';

const userControlFields = new Spelling(() => USER_CONTROL_FIELDS.keys());
const instanceInputFields = new Spelling(() => INSTANCE_INPUT_FIELDS.keys());

/** Fields whose value is a word of a closed list. */
const VALUES: ReadonlyMap<string, { readonly known: Words; readonly spelling: Spelling }> = new Map([
  ['LINKID_DataType', { known: DATA_TYPES, spelling: new Spelling(() => DATA_TYPES.keys()) }],
  ['INPID_InputControl', { known: INPUT_CONTROLS, spelling: new Spelling(() => INPUT_CONTROLS.keys()) }],
]);

/** What comes before the `_` of known fields. */
const PREFIXES = new Set([...USER_CONTROL_FIELDS.keys()].map(prefixOf));

/** A misspelt field or type of a control, which Fusion passes over in silence. */
export const unknownControlField: ToolCheck = {
  code: 'unknown-control-field',
  title: 'A field of a control is misspelt.',
  defaultSeverity: 'warning',
  concerns: ({ traits }) => traits.hasUserControls || traits.hasInstanceInputs,
  run(tool) {
    const found: Observation[] = [];
    for (const { name, table } of userControls(tool)) inUserControl(name, table, found);
    for (const { name, table } of instanceInputs(tool)) inInstanceInput(name, table, found);
    return found;
  },
};

function inUserControl(control: string, table: TableNode, found: Observation[]): void {
  const isSpeltRight = table.hasOnly?.(USER_CONTROL_FIELDS) === true;
  for (const entry of isSpeltRight ? entriesWithWords(table) : table.entries) {
    const { key } = entry;
    // The entries of menus and rows of buttons stand in tables without a key.
    if (key === undefined) {
      if (entry.value?.kind === 'table') inUserControl(control, entry.value, found);
      continue;
    }
    const list = VALUES.get(key.name);
    if (list !== undefined) {
      const { value } = entry;
      const meant =
        value?.kind === 'string' && !list.known.has(value.value) ? list.spelling.meant(value.value) : undefined;
      if (value?.kind === 'string' && meant !== undefined) found.push(misspeltValue(control, key.name, value, meant));
    } else if (!USER_CONTROL_FIELDS.has(key.name)) {
      const meant = key.kind === 'name' ? meantUserControlField(key.name) : undefined;
      if (meant !== undefined && !holds(table, meant)) found.push(misspeltField(control, key, meant));
    }
  }
}

function entriesWithWords(table: TableNode): readonly EntryNode[] {
  return [...VALUES.keys()].flatMap((name) => entryNamed(table, name) ?? []);
}

/**
 * A prefix that other fields have is no slip: `ICS_Name` and `LINKS_Name` are two fields. Nor is one that differs in more
 * than a letter: `RCID_Center` belongs to a handle that has many more fields than are known here.
 */
function meantUserControlField(name: string): string | undefined {
  const meant = userControlFields.meant(name);
  if (meant === undefined) return undefined;
  const prefix = prefixOf(name);
  if (prefix === prefixOf(meant)) return meant;
  return !PREFIXES.has(prefix) && editDistance(prefix, prefixOf(meant)) <= 1 ? meant : undefined;
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf('_') + 1);
}

function inInstanceInput(control: string, table: TableNode, found: Observation[]): void {
  if (table.hasOnly?.(INSTANCE_INPUT_FIELDS) === true) return;
  for (const { key } of table.entries) {
    if (key?.kind !== 'name' || INSTANCE_INPUT_FIELDS.has(key.name)) continue;
    const meant = instanceInputFields.meant(key.name) ?? aroundInsertion(key.name);
    if (meant !== undefined && !holds(table, meant)) found.push(misspeltField(control, key, meant));
  }
}

/** `SourceSharpenOp`: a field in whose middle a replacement all over the file has put a word. */
function aroundInsertion(name: string): string | undefined {
  return name.length > 'SourceOp'.length && name.startsWith('Source') && name.endsWith('Op') ? 'SourceOp' : undefined;
}

function holds(table: TableNode, name: string): boolean {
  return table.entries.some((entry) => entry.key?.name === name);
}

function misspeltField(control: string, key: KeyNode, meant: string): Observation {
  return observe(`The control ${control} has no field "${key.name}".`, key, meant);
}

function misspeltValue(control: string, field: string, value: StringNode, meant: string): Observation {
  return observe(`"${value.value}" is no ${field} of the control ${control}.`, value.contentRange, meant);
}

function observe(message: string, { start, end }: TextRange, meant: string): Observation {
  const range = { start, end };
  return {
    message: `${message} Did you mean ${meant}?`,
    range,
    fixes: [{ title: `Change to ${meant}`, edits: [{ range, newText: meant }], preferred: true }],
  };
}
