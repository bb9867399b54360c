import type { TextEdit, TextRange } from '../text/range.ts';
import { counter } from './header.ts';
import type { Comp, Tool, ToolBody } from './model.ts';
import type { EntryNode, StringNode, TableNode } from './nodes.ts';
import { quote } from './quoted-string.ts';
import { entryNamed, tableNamed, tableOf } from './table-access.ts';

export { applyEdits } from '../text/apply-edits.ts';

/** Where a new entry goes in a table: first, last, or right after an entry that is there. */
export type Place = 'first' | 'last' | { readonly after: EntryNode };

/** Writes a key as Fusion does: a plain name as it is, everything else as `["..."]`. */
export function writeKey(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `[${quote(name)}]`;
}

/**
 * Inserts `entry` (without comma) into a table, in the table's own style: on a line of its own with the indent of its
 * neighbours where they stand on lines of their own, with a comma after it where its neighbours have one, and with
 * the line ends of the text.
 */
export function insertEntry(text: string, table: TableNode, entry: string, place: Place = 'last'): readonly TextEdit[] {
  const previous = entryBefore(table, place);
  if (previous !== undefined) return insertAfter(text, table, previous, entry);
  const [next] = table.entries;
  const at = table.open + 1;
  if (!breaksLine(text, at, next?.start ?? table.end)) {
    return [insertion(at, text.charAt(at) === '}' ? ` ${entry}, ` : ` ${entry},`)];
  }
  const indent = next === undefined ? `${indentOf(text, table.start)}\t` : indentOf(text, next.start);
  return [insertion(at, `${lineEnd(text)}${indent}${entry},`)];
}

function entryBefore(table: TableNode, place: Place): EntryNode | undefined {
  if (place === 'first') return undefined;
  return place === 'last' ? table.entries.at(-1) : place.after;
}

function insertAfter(text: string, table: TableNode, previous: EntryNode, entry: string): readonly TextEdit[] {
  const index = table.entries.findIndex(({ start }) => start === previous.start);
  const limit = table.entries[index + 1]?.start ?? (table.close === -1 ? table.end : table.close);
  const comma = commaAfter(text, previous.end, limit);
  const first = table.entries[0] ?? previous;
  const isMultiline = breaksLine(text, table.open, first.start);
  const lead = isMultiline ? `${lineEnd(text)}${indentOf(text, previous.start)}` : ' ';
  if (comma === -1) return [insertion(previous.end, `,${lead}${entry}`)];
  return [insertion(comma + 1, `${lead}${entry},`)];
}

/** Removes an entry with its comma, and with its line where it has one of its own. */
export function removeEntry(text: string, table: TableNode, entry: EntryNode): readonly TextEdit[] {
  const index = table.entries.findIndex(({ start }) => start === entry.start);
  const limit = table.entries[index + 1]?.start ?? (table.close === -1 ? table.end : table.close);
  const comma = commaAfter(text, entry.end, limit);
  const end = comma === -1 ? entry.end : comma + 1;
  let start = entry.start;
  while (start > table.open + 1 && isBlank(text.charCodeAt(start - 1))) start -= 1;
  const breaksBefore = text.charCodeAt(start - 1) === 10;
  if (!breaksBefore) return [{ range: { start, end }, newText: '' }];
  return [{ range: { start: text.charCodeAt(start - 2) === 13 ? start - 2 : start - 1, end }, newText: '' }];
}

/**
 * Gives an input a value, written as the file would write it (`1`, `"text"`, `FuID { "SLog2" }`): replaces the value
 * that is there, else inserts one, with the input and the `Inputs` table around it where these are missing. A new input
 * stands after the input `after` where the tool has it, else at the end.
 */
export function setInputValue(
  text: string,
  tool: ToolBody,
  name: string,
  value: string,
  after?: string,
): readonly TextEdit[] {
  const input = tool.inputs.findLast((candidate) => candidate.name === name);
  if (input?.value !== undefined) return [replacement(input.value, value)];
  const inputTable = tableOf(input?.entry.value);
  if (inputTable !== undefined) return insertEntry(text, inputTable, `Value = ${value}`, 'first');
  return insertInputs(text, tool, [`${writeKey(name)} = Input { Value = ${value}, }`], after);
}

/**
 * Inserts inputs, each written out (`Blend = Input { Value = 1, }`), in their order, with the `Inputs` table around them
 * where it is missing: after the input `after` where the tool has it, else at the end.
 */
export function insertInputs(
  text: string,
  tool: ToolBody,
  entries: readonly string[],
  after?: string,
): readonly TextEdit[] {
  if (entries.length === 0) return [];
  const inputs = tableNamed(tool.table, 'Inputs');
  if (inputs === undefined) return insertEntry(text, tool.table, `Inputs = { ${entries.join(', ')}, }`, 'first');
  const neighbour = after === undefined ? undefined : entryNamed(inputs, after);
  const place = neighbour === undefined ? 'last' : { after: neighbour };
  return entries.flatMap((entry) => insertEntry(text, inputs, entry, place));
}

/**
 * Passes tools through or switches them on again, and keeps the counter of disabled tools right where the composition
 * has one that was right before. Tools that are so already stay as they are.
 */
export function setPassThrough(comp: Comp, tools: readonly Tool[], passThrough: boolean): readonly TextEdit[] {
  return [...changeState(comp, tools, 'PassThrough', passThrough)].filter((edit) => edit !== undefined);
}

/** Locks tools or unlocks them, and keeps the counter of locked tools right as `setPassThrough` does with its own. */
export function setLocked(comp: Comp, tools: readonly Tool[], locked: boolean): readonly TextEdit[] {
  return [...changeState(comp, tools, 'Locked', locked)].filter((edit) => edit !== undefined);
}

/** The field of a state that tools can have. */
export type StateKey = 'PassThrough' | 'Locked';

/** `setPassThrough` or `setLocked` for any number of tools; `undefined` comes where the work may pause. */
export function* changeState(
  comp: Comp,
  tools: readonly Tool[],
  key: StateKey,
  value: boolean,
): Generator<TextEdit | undefined> {
  const isSet = (tool: Tool): boolean => (key === 'Locked' ? tool.locked : tool.passThrough);
  let changed = 0;
  for (const tool of tools) {
    if (isSet(tool) !== value) {
      changed += 1;
      yield* stateEdits(comp.text, tool, key, value);
    }
    yield undefined;
  }
  if (changed === 0) return;
  const before = comp.tools.filter(isSet).length;
  const count = counter(comp, key === 'Locked' ? 'LockedTools' : 'DisabledTools');
  const after = before + (value ? changed : -changed);
  if (count?.value === before) yield replacement(count.range, String(after));
}

/** Sets the state of one tool, and no counter. Fusion writes `PassThrough` first in a tool, and `Locked` after it. */
export function stateEdits(text: string, { table }: ToolBody, key: StateKey, value: boolean): readonly TextEdit[] {
  const entry = entryNamed(table, key);
  if (entry?.value !== undefined) return [replacement(entry.value, String(value))];
  const passThrough = key === 'Locked' ? entryNamed(table, 'PassThrough') : undefined;
  return insertEntry(text, table, `${key} = ${value}`, passThrough === undefined ? 'first' : { after: passThrough });
}

/** Replaces the text of a string, its quotes included, so that it reads `value` afterwards. */
export function replaceString(node: StringNode, value: string): TextEdit {
  return replacement(node, quote(value));
}

function replacement(range: TextRange, newText: string): TextEdit {
  return { range: { start: range.start, end: range.end }, newText };
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

/** The offset of the comma between an entry and what follows it; -1 where there is none. */
function commaAfter(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 44) return at;
    if (!isBlank(code) && code !== 10 && code !== 13) return -1;
  }
  return -1;
}

function breaksLine(text: string, from: number, to: number): boolean {
  const at = text.indexOf('\n', from);
  return at !== -1 && at < to;
}

/** The blanks with which the line of an offset begins. */
function indentOf(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  let end = lineStart;
  while (end < offset && isBlank(text.charCodeAt(end))) end += 1;
  return text.slice(lineStart, end);
}

/** The line end of the text: that of its first line. */
export function lineEnd(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text.charCodeAt(at - 1) === 13 ? '\r\n' : '\n';
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
