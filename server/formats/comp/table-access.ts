import type { EntryNode, TableNode, ValueNode } from './nodes.ts';

/** The entry with this key; the last of several, since that is the one that Lua keeps. */
export function entryNamed(table: TableNode, name: string): EntryNode | undefined {
  if (table.find !== undefined) return table.find(name);
  return table.entries.findLast((entry) => entry.key?.name === name && entry.key.kind !== 'number');
}

/** The value with this key, if there is one. */
export function valueNamed(table: TableNode, name: string): ValueNode | undefined {
  return entryNamed(table, name)?.value;
}

/** The table with this key, if the value is one. */
export function tableNamed(table: TableNode, name: string): TableNode | undefined {
  return tableOf(valueNamed(table, name));
}

/** The value if it is a table. */
export function tableOf(value: ValueNode | undefined): TableNode | undefined {
  return value?.kind === 'table' ? value : undefined;
}

/** The text of a value if it is a string. */
export function stringOf(value: ValueNode | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

/** The number of a value if it is one. */
export function numberOf(value: ValueNode | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}

/** The number under a key of a table. */
export function numberNamed(table: TableNode, name: string): number | undefined {
  return numberOf(valueNamed(table, name));
}
