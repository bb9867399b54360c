import { removeEntry } from '../../formats/comp/edits.ts';
import type { EntryNode, TableNode } from '../../formats/comp/nodes.ts';
import { tableOf } from '../../formats/comp/table-access.ts';
import type { CompCheck, Observation, ToolCheck } from '../check.ts';

const RULE = {
  code: 'duplicate-key',
  title: 'A table has the same key twice.',
  defaultSeverity: 'error',
} as const;

/**
 * Two entries of one table of a tool have the same key: Fusion reads the last one alone. Where both say the same, as
 * generators write it, nothing is lost.
 */
export const duplicateKey: ToolCheck = {
  ...RULE,
  concerns: ({ traits }) => traits.repeatsKeys,
  *run(tool, text) {
    for (const found of inTable(tool.table, () => text)) if (found !== undefined) yield found;
  },
};

/** The same in what a composition or setting says beside its tools. */
export const duplicateKeyInHeader: CompCheck = {
  ...RULE,
  reads: 'wiring',
  run: (comp) => (comp.root === undefined ? [] : inTable(comp.root, () => comp.text)),
};

/**
 * The table itself and all below it but tools: two tools of one name are `duplicate-tool`. `undefined` comes between
 * tables.
 */
function* inTable(table: TableNode, text: () => string): Generator<Observation | undefined> {
  const { entries } = table;
  if (entries.length > 1) {
    for (const [first, again] of repeated(entries)) yield observe(table, first, again, text());
  }
  yield undefined;
  for (const { key, value } of entries) {
    if (value?.kind === 'table' && key?.name !== 'Tools') yield* inTable(value, text);
  }
}

function observe(table: TableNode, first: EntryNode, again: EntryNode, text: string): Observation {
  const name = again.key?.name ?? '';
  const written = text.slice(first.start, first.end);
  const isSame = written === text.slice(again.start, again.end);
  const holdsTools = name === 'Tools' && tableOf(first.value) !== undefined;
  const remove = (entry: EntryNode, title: string, preferred: boolean) => ({
    title,
    edits: removeEntry(text, table, entry),
    preferred,
  });
  const consequence = isSame ? ' and says the same' : '; Fusion reads only the last one';
  return {
    ...(isSame && { severity: 'information' }),
    message: `"${name}" stands here for the second time${consequence}.`,
    range: { start: again.key?.start ?? again.start, end: again.key?.end ?? again.end },
    related: [
      {
        message: `The first "${name}"`,
        range: { start: first.key?.start ?? first.start, end: first.key?.end ?? first.end },
      },
    ],
    // Whole lists of tools are put together by hand.
    fixes: holdsTools
      ? []
      : [remove(first, `Remove the first "${name}"`, isSame), remove(again, `Remove this "${name}"`, false)],
  };
}

/** Tables of so many entries are compared entry by entry, which is quicker than a map for each of them. */
const FEW = 8;

/** Each entry whose key an earlier entry has, with that entry. */
function repeated(entries: readonly EntryNode[]): readonly (readonly [first: EntryNode, again: EntryNode])[] {
  return entries.length <= FEW ? repeatedInFew(entries) : repeatedInMany(entries);
}

function repeatedInFew(entries: readonly EntryNode[]): readonly (readonly [EntryNode, EntryNode])[] {
  const found: [EntryNode, EntryNode][] = [];
  for (let index = 1; index < entries.length; index += 1) {
    const again = entries[index];
    if (again?.key === undefined) continue;
    for (let earlier = 0; earlier < index; earlier += 1) {
      const first = entries[earlier];
      if (first?.key === undefined || !isSameKey(first.key, again.key)) continue;
      found.push([first, again]);
      break;
    }
  }
  return found;
}

function repeatedInMany(entries: readonly EntryNode[]): readonly (readonly [EntryNode, EntryNode])[] {
  const found: [EntryNode, EntryNode][] = [];
  const seen = new Map<string | number, EntryNode>();
  for (const entry of entries) {
    const { key } = entry;
    if (key === undefined) continue;
    const id = key.kind === 'number' ? Number(key.name) : key.name;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, entry);
    else found.push([first, entry]);
  }
  return found;
}

/** `Name` and `["Name"]` are one key, and so are `[1]` and `[1.0]`, but `[1]` and `["1"]` are not. */
function isSameKey(one: NonNullable<EntryNode['key']>, other: NonNullable<EntryNode['key']>): boolean {
  if (one.kind === 'number' || other.kind === 'number') {
    return one.kind === other.kind && Number(one.name) === Number(other.name);
  }
  return one.name === other.name;
}
