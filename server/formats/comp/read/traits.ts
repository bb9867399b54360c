import type { ToolTraits } from '../model.ts';
import { CONSTRUCTORS } from '../vocabulary/constructors.ts';
import { type Entry, LONG_STRING_VALUE, NAME_KEY, NUMBER_KEY, STRING_VALUE, TABLE_VALUE } from './entry.ts';
import type { Names } from './names.ts';
import { isNamed, keyName } from './tool-facts.ts';
import type { TreeSource } from './tree-source.ts';

/** Tables of so many entries are compared entry by entry, which is quicker than a map for each of them. */
const FEW = 24;

/** The traits of most tools, one object for each combination. */
const TRAITS: readonly ToolTraits[] = Array.from({ length: 32 }, (_, bits) => ({
  repeatsKeys: (bits & 1) !== 0,
  hasOddConstructor: (bits & 2) !== 0,
  hasUserControls: (bits & 4) !== 0,
  hasInstanceInputs: (bits & 8) !== 0,
  findsTools: (bits & 16) !== 0,
}));

const ALL: ToolTraits = {
  repeatsKeys: true,
  hasOddConstructor: true,
  hasUserControls: true,
  hasInstanceInputs: true,
  findsTools: true,
};

/** Goes once over the tables of a tool. */
export function traitsOf(
  source: TreeSource,
  tool: Entry,
  names: Names,
  hasUserControls: boolean,
  hasInstanceInputs: boolean,
): ToolTraits {
  const bits = bitsIn(source, tool, names) | (hasUserControls ? 4 : 0) | (hasInstanceInputs ? 8 : 0);
  return TRAITS[bits] ?? ALL;
}

function bitsIn(source: TreeSource, table: Entry, names: Names): number {
  const { text, hasBlocks } = source;
  const { entries } = table;
  let bits = entries.length > 1 && repeatsKey(text, entries) ? 1 : 0;
  for (const entry of entries) {
    if (entry.valueKind !== TABLE_VALUE) {
      if (findsTool(text, entry)) bits |= 16;
      continue;
    }
    if (hasBlocks && source.blocksAt(entry.start).length > 0) continue;
    if (entry.constructorEnd !== -1 && !CONSTRUCTORS.has(names.in(text, entry.valueStart, entry.constructorEnd))) {
      if (!text.startsWith('ordered', entry.valueStart)) bits |= 2;
    }
    if (entry.entries.length > 0 && !isNamed(text, entry, 'Tools')) bits |= bitsIn(source, entry, names);
  }
  return bits;
}

/** `FindTool "A"` */
const SHORTEST_CALL = 12;

function findsTool(text: string, { valueKind, valueStart, valueEnd }: Entry): boolean {
  if (valueKind !== STRING_VALUE && valueKind !== LONG_STRING_VALUE) return false;
  return valueEnd - valueStart >= SHORTEST_CALL && text.slice(valueStart, valueEnd).includes('FindTool');
}

function repeatsKey(text: string, entries: readonly Entry[]): boolean {
  if (entries.length > FEW) return repeatsAmongMany(text, entries);
  let marks = 0;
  let areNames = true;
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry === undefined || !entry.hasKey) continue;
    const mark = markOf(text, entry);
    const isNew = (marks & mark) === 0;
    marks |= mark;
    areNames &&= entry.keyKind === NAME_KEY;
    if (areNames && isNew) continue;
    for (let before = 0; before < index; before += 1) {
      const other = entries[before];
      if (other?.hasKey === true && mayBeSame(text, other, entry)) {
        if (idOf(text, other) === idOf(text, entry)) return true;
      }
    }
  }
  return false;
}

/** One of a few bits: names with different ones are not the same. */
function markOf(text: string, { nameStart, nameEnd }: Entry): number {
  return 1 << ((text.charCodeAt(nameStart) + 7 * (nameEnd - nameStart)) & 31);
}

/**
 * Names are the same only where they are as long and begin and end alike, and texts only where they begin and end
 * alike; other keys are looked at closely.
 */
function mayBeSame(text: string, a: Entry, b: Entry): boolean {
  if (a.keyKind !== b.keyKind || a.keyKind === NUMBER_KEY) return true;
  if (a.keyKind === NAME_KEY && a.nameEnd - a.nameStart !== b.nameEnd - b.nameStart) return false;
  return (
    text.charCodeAt(a.nameStart) === text.charCodeAt(b.nameStart) &&
    text.charCodeAt(a.nameEnd - 1) === text.charCodeAt(b.nameEnd - 1)
  );
}

function repeatsAmongMany(text: string, entries: readonly Entry[]): boolean {
  const seen = new Set<string | number>();
  let keys = 0;
  for (const entry of entries) {
    if (!entry.hasKey) continue;
    keys += 1;
    seen.add(idOf(text, entry));
  }
  return seen.size < keys;
}

/** `Name` and `["Name"]` are one key, and so are `[1]` and `[1.0]`, but `[1]` and `["1"]` are not. */
function idOf(text: string, entry: Entry): string | number {
  const name = keyName(text, entry);
  return entry.keyKind === NUMBER_KEY ? Number(name) : name;
}
