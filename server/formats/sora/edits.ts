import { type Member, type ObjectPart, rangeOf } from '../json/json-tree.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { type JsonValue, keyFacts, type PartKind } from './schema.ts';

/** One key and its value, as text of JSON. */
export interface NewMember {
  readonly name: string;
  /** JSON on one line or on several, indented from the first column. */
  readonly json: string;
}

/** A value as the desktop application writes it. */
export function writeJson(value: JsonValue): string {
  return JSON.stringify(value, undefined, 2);
}

/** Adds keys at the end of an object. What each line is indented with is taken from the object itself. */
export function addMembers(text: string, part: ObjectPart, added: readonly NewMember[]): readonly TextEdit[] {
  if (added.length === 0) return [];
  const { start, end } = rangeOf(part.node);
  const last = part.node.children?.at(-1);
  const isOnOneLine = last !== undefined && !text.slice(start, last.offset).includes('\n');
  if (isOnOneLine) {
    const at = last.offset + last.length;
    const written = added.map(({ name, json }) => `, ${JSON.stringify(name)}: ${onOneLine(json)}`);
    return [{ range: { start: at, end: at }, newText: written.join('') }];
  }
  // That of the first line: fixes are made by the thousand, and each is not to look through all of the text.
  const lineEnd = text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
  const outer = indentAt(text, start);
  const inner = last === undefined ? `${outer}  ` : indentAt(text, last.offset);
  const written = added.map(
    ({ name, json }) => `${lineEnd}${inner}${JSON.stringify(name)}: ${json.replaceAll('\n', `${lineEnd}${inner}`)}`,
  );
  if (last !== undefined) {
    const at = last.offset + last.length;
    return [{ range: { start: at, end: at }, newText: `,${written.join(',')}` }];
  }
  const isClosed = text[end - 1] === '}';
  const range = { start: start + 1, end: isClosed ? end - 1 : start + 1 };
  return [{ range, newText: `${written.join(',')}${lineEnd}${outer}` }];
}

/** Takes a key out of its object, with the comma that it needed. */
export function removeMember(text: string, part: ObjectPart, member: Member): TextRange {
  const all = part.node.children ?? [];
  const index = all.indexOf(member.property);
  const { start, end } = rangeOf(member.property);
  const next = all[index + 1];
  if (next !== undefined) return { start, end: next.offset };
  const before = all[index - 1];
  if (before !== undefined) return { start: before.offset + before.length, end };
  return { start: part.node.offset + 1, end: endOfBlanks(text, end) };
}

/** The value that is written for a key when it is added. */
export function initialJson(kind: PartKind, name: string): string {
  return writeJson(keyFacts(kind, name)?.initial ?? null);
}

function onOneLine(json: string): string {
  return json.replace(/\n\s*/g, ' ');
}

/** The blanks at the beginning of the line that an offset is in. */
function indentAt(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}

function endOfBlanks(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}
