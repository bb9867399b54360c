import type { Comp } from '../model.ts';
import type { EntryNode, TableNode, ValueNode } from '../nodes.ts';

/** A field that two texts have with different values. Absent values are those that a text does not have. */
export interface FieldChange {
  /** From the outermost key inwards: `Clips[1].Filename`; elements without a key by their number, from 1. */
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** A table, and the comp that it is in. */
export interface TableIn {
  readonly comp: Comp;
  readonly table: TableNode;
}

/**
 * What two tables have that is not the same, field by field, tables inside included. Blanks, comments, the order of keys
 * and a comma at the end make no difference. `skips` names fields that are left out, by their key in the outermost table.
 */
export function compareTables(before: TableIn, after: TableIn, skips: ReadonlySet<string> = new Set()): FieldChange[] {
  const changes: FieldChange[] = [];
  compareInto(changes, before, after, '', skips);
  return changes;
}

const NOTHING: ReadonlySet<string> = new Set();

function compareInto(
  changes: FieldChange[],
  before: TableIn,
  after: TableIn,
  path: string,
  skips: ReadonlySet<string>,
): void {
  const [olds, news] = [fieldsOf(before.table), fieldsOf(after.table)];
  for (const [field, old] of olds) {
    if (skips.has(field)) continue;
    const now = { comp: after.comp, value: news.get(field) };
    const name = joined(path, field);
    // A field may stand there without its value.
    if (news.has(field)) compareValues(changes, { comp: before.comp, value: old }, now, name);
    else changes.push({ field: name, before: textOf(before.comp, old) });
  }
  for (const [field, now] of news) {
    if (!skips.has(field) && !olds.has(field)) {
      changes.push({ field: joined(path, field), after: textOf(after.comp, now) });
    }
  }
}

interface ValueIn {
  readonly comp: Comp;
  readonly value: ValueNode | undefined;
}

function compareValues(changes: FieldChange[], before: ValueIn, after: ValueIn, field: string): void {
  const [old, now] = [before.value, after.value];
  if (old?.kind === 'table' && now?.kind === 'table' && old.constructorName === now.constructorName) {
    compareInto(changes, { comp: before.comp, table: old }, { comp: after.comp, table: now }, field, NOTHING);
    return;
  }
  if (isSame(old, now)) return;
  changes.push({ field, before: textOf(before.comp, old), after: textOf(after.comp, now) });
}

/** Simple values are the same where they mean the same: `1` and `1.0`, `"a"` and `[[a]]`. */
function isSame(old: ValueNode | undefined, now: ValueNode | undefined): boolean {
  if (old === undefined || now === undefined) return old === now;
  if (old.kind === 'table' || now.kind === 'table') return false;
  return old.kind === now.kind && Object.is(old.value, now.value);
}

/** Of several fields with one key the last one counts, as in Lua. */
function fieldsOf({ entries }: TableNode): Map<string, ValueNode | undefined> {
  const fields = new Map<string, ValueNode | undefined>();
  let position = 0;
  for (const entry of entries) {
    if (entry.key === undefined) position += 1;
    fields.set(keyOf(entry, position), entry.value);
  }
  return fields;
}

function keyOf({ key }: EntryNode, position: number): string {
  if (key === undefined) return `[${position}]`;
  return key.kind === 'number' ? `[${key.name}]` : key.name;
}

function joined(path: string, field: string): string {
  return path === '' || field.startsWith('[') ? `${path}${field}` : `${path}.${field}`;
}

function textOf(comp: Comp, value: ValueNode | undefined): string {
  return value === undefined ? '' : comp.slice(value.start, value.end).trim();
}
