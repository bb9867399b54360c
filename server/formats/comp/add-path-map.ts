import type { TextEdit } from '../text/range.ts';
import { insertEntry, writeKey } from './edits.ts';
import type { Comp } from './model.ts';
import { quote } from './quoted-string.ts';
import { tableNamed } from './table-access.ts';

/** The tables that path maps are in, from the outside. */
const TABLES = ['Prefs', 'Comp', 'Paths', 'Map'];

/**
 * Gives a composition a path map of its own, `name` with its colon, with the tables around it where they are missing.
 * Of several `folders` Fusion takes the first one that is there. A setting has no place for path maps.
 */
export function addPathMap(comp: Comp, name: string, folders: readonly string[]): readonly TextEdit[] {
  if (comp.kind !== 'composition' || comp.root === undefined) return [];
  let table = comp.root;
  for (const [depth, key] of TABLES.entries()) {
    const inner = tableNamed(table, key);
    if (inner === undefined) return insertEntry(comp.text, table, around(TABLES.slice(depth), name, folders));
    table = inner;
  }
  return insertEntry(comp.text, table, entryOf(name, folders));
}

function around(tables: readonly string[], name: string, folders: readonly string[]): string {
  return tables.reduceRight((inner, table) => `${table} = { ${inner} }`, entryOf(name, folders));
}

function entryOf(name: string, folders: readonly string[]): string {
  return `${writeKey(name)} = ${quote(folders.join(';'))}`;
}
