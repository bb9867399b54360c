import type { ToolTraits } from '../model.ts';
import { CONSTRUCTORS } from '../vocabulary/constructors.ts';
import type { Entry } from './entry.ts';
import { isNamed, keyName } from './entry-text.ts';
import { type EntryTree, LONG_STRING_VALUE, NAME_KEY, NUMBER_KEY, STRING_VALUE } from './entry-tree.ts';
import { KNOWN_NAMES } from './known-names.ts';
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

/** By the number of a name that is known: whether it is a constructor. */
const IS_CONSTRUCTOR: readonly boolean[] = ['', ...KNOWN_NAMES.all].map((name) => CONSTRUCTORS.has(name));

/** Goes once over the tables of a tool. */
export function traitsOf(
  source: TreeSource,
  tool: Entry,
  hasUserControls: boolean,
  hasInstanceInputs: boolean,
): ToolTraits {
  const bits = bitsIn(source, tool.tree, tool.at) | (hasUserControls ? 4 : 0) | (hasInstanceInputs ? 8 : 0);
  return TRAITS[bits] ?? ALL;
}

function bitsIn(source: TreeSource, tree: EntryTree, table: number): number {
  const { text, hasBlocks } = source;
  const end = tree.after(table);
  let bits = repeatsKey(text, tree, table) ? 1 : 0;
  for (let entry = table + 1; entry < end; entry = tree.after(entry)) {
    if (!tree.isTable(entry)) {
      if (findsTool(text, tree, entry)) bits |= 16;
      continue;
    }
    if (hasBlocks && source.blocksAt(tree.start(entry)).length > 0) continue;
    if (isOdd(text, tree, entry)) bits |= 2;
    if (tree.hasEntries(entry) && !isNamed(text, tree, entry, 'Tools')) bits |= bitsIn(source, tree, entry);
  }
  return bits;
}

/** A constructor that values do not have. */
function isOdd(text: string, tree: EntryTree, table: number): boolean {
  const type = tree.knownType(table);
  if (IS_CONSTRUCTOR[type] === true || tree.constructorEnd(table) === -1) return false;
  return !text.startsWith('ordered', tree.valueStart(table));
}

/** `FindTool "A"` */
const SHORTEST_CALL = 12;

function findsTool(text: string, tree: EntryTree, entry: number): boolean {
  const kind = tree.valueKind(entry);
  if (kind !== STRING_VALUE && kind !== LONG_STRING_VALUE) return false;
  const start = tree.valueStart(entry);
  const end = tree.valueEnd(entry);
  return end - start >= SHORTEST_CALL && text.slice(start, end).includes('FindTool');
}

function repeatsKey(text: string, tree: EntryTree, table: number): boolean {
  const end = tree.after(table);
  let count = 0;
  let marks = 0;
  let mayHide = false;
  for (let entry = table + 1; entry < end; entry = tree.after(entry)) {
    count += 1;
    if (count > FEW) return repeatsAmongMany(text, tree, table);
    if (!tree.hasKey(entry)) continue;
    const known = tree.knownKey(entry);
    // One of a few bits: names with different ones are not the same.
    const mark = 1 << (known & 31);
    const isNew = known !== 0 && !mayHide && (marks & mark) === 0;
    if (!isNew && isBefore(text, tree, table, entry)) return true;
    marks |= mark;
    // A text with escapes may be a name that is known.
    mayHide ||= known === 0 && tree.keyKind(entry) !== NAME_KEY;
  }
  return false;
}

function isBefore(text: string, tree: EntryTree, table: number, entry: number): boolean {
  for (let before = table + 1; before < entry; before = tree.after(before)) {
    if (tree.hasKey(before) && isSameKey(text, tree, before, entry)) return true;
  }
  return false;
}

function isSameKey(text: string, tree: EntryTree, a: number, b: number): boolean {
  const known = tree.knownKey(a);
  if (known !== 0 && tree.knownKey(b) !== 0) return tree.knownKey(b) === known;
  return mayBeSame(text, tree, a, b) && idOf(text, tree, a) === idOf(text, tree, b);
}

/**
 * Names are the same only where they are as long and begin and end alike, and texts only where they begin and end
 * alike; other keys are looked at closely.
 */
function mayBeSame(text: string, tree: EntryTree, a: number, b: number): boolean {
  const kind = tree.keyKind(a);
  if (kind !== tree.keyKind(b) || kind === NUMBER_KEY) return true;
  const [startOfA, endOfA] = [tree.nameStart(a), tree.nameEnd(a)];
  const [startOfB, endOfB] = [tree.nameStart(b), tree.nameEnd(b)];
  if (kind === NAME_KEY && endOfA - startOfA !== endOfB - startOfB) return false;
  return (
    text.charCodeAt(startOfA) === text.charCodeAt(startOfB) &&
    text.charCodeAt(endOfA - 1) === text.charCodeAt(endOfB - 1)
  );
}

function repeatsAmongMany(text: string, tree: EntryTree, table: number): boolean {
  const end = tree.after(table);
  const seen = new Set<string | number>();
  let keys = 0;
  for (let entry = table + 1; entry < end; entry = tree.after(entry)) {
    if (!tree.hasKey(entry)) continue;
    keys += 1;
    seen.add(idOf(text, tree, entry));
  }
  return seen.size < keys;
}

/** `Name` and `["Name"]` are one key, and so are `[1]` and `[1.0]`, but `[1]` and `["1"]` are not. */
function idOf(text: string, tree: EntryTree, entry: number): string | number {
  const name = keyName(text, tree, entry);
  return tree.keyKind(entry) === NUMBER_KEY ? Number(name) : name;
}
