import type { ToolTraits } from '../model.ts';
import { CONSTRUCTORS } from '../vocabulary/constructors.ts';
import { type Entry, NUMBER_KEY, TABLE_VALUE } from './entry.ts';
import { isNamed, keyName } from './tool-facts.ts';
import type { TreeSource } from './tree-source.ts';

/** Tables of so many entries are compared entry by entry, which is quicker than a map for each of them. */
const FEW = 24;

/** The traits of most tools, one object for each combination. */
const TRAITS: readonly ToolTraits[] = Array.from({ length: 16 }, (_, bits) => ({
  repeatsKeys: (bits & 1) !== 0,
  hasOddConstructor: (bits & 2) !== 0,
  hasUserControls: (bits & 4) !== 0,
  hasInstanceInputs: (bits & 8) !== 0,
}));

const ALL: ToolTraits = { repeatsKeys: true, hasOddConstructor: true, hasUserControls: true, hasInstanceInputs: true };

/** Goes once over the tables of a tool. */
export function traitsOf(source: TreeSource, tool: Entry, hasInstanceInputs: boolean): ToolTraits {
  const { text } = source;
  const hasUserControls = tool.entries.some((entry) => isNamed(text, entry, 'UserControls'));
  const bits = bitsIn(source, tool) | (hasUserControls ? 4 : 0) | (hasInstanceInputs ? 8 : 0);
  return TRAITS[bits] ?? ALL;
}

function bitsIn(source: TreeSource, table: Entry): number {
  const { text } = source;
  const { entries } = table;
  let bits = entries.length > 1 && repeatsKey(text, entries) ? 1 : 0;
  for (const entry of entries) {
    if (entry.valueKind !== TABLE_VALUE || source.blocksAt(entry.start).length > 0) continue;
    if (entry.constructorEnd !== -1 && !CONSTRUCTORS.has(text.slice(entry.valueStart, entry.constructorEnd))) {
      if (!text.startsWith('ordered', entry.valueStart)) bits |= 2;
    }
    if (entry.entries.length > 0 && !isNamed(text, entry, 'Tools')) bits |= bitsIn(source, entry);
  }
  return bits;
}

function repeatsKey(text: string, entries: readonly Entry[]): boolean {
  if (entries.length > FEW) return repeatsAmongMany(text, entries);
  for (let index = 1; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry === undefined || !entry.hasKey) continue;
    for (let before = 0; before < index; before += 1) {
      const other = entries[before];
      if (other?.hasKey === true && mayBeSame(text, other, entry)) {
        if (idOf(text, other) === idOf(text, entry)) return true;
      }
    }
  }
  return false;
}

/** Keys of one kind are the same only where their first and their last characters are; others are looked at closely. */
function mayBeSame(text: string, a: Entry, b: Entry): boolean {
  if (a.keyKind !== b.keyKind || a.keyKind === NUMBER_KEY) return true;
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
