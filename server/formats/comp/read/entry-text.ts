import { longBracketLevel } from '../long-bracket.ts';
import { isTerminated, unescapeQuoted } from '../quoted-string.ts';
import { BACKSLASH } from './characters.ts';
import {
  type EntryTree,
  LONG_STRING_KEY,
  LONG_STRING_VALUE,
  LOST_TOOLS_KEY,
  NAME_KEY,
  NUMBER_KEY,
  STRING_KEY,
} from './entry-tree.ts';
import { KNOWN_NAMES } from './known-names.ts';

/** What a string says, and where its content stands without quotes or brackets. */
export interface StringContent {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The content of an entry whose value is a string. */
export function contentOf(text: string, tree: EntryTree, entry: number): StringContent {
  const valueStart = tree.valueStart(entry);
  const valueEnd = tree.valueEnd(entry);
  if (tree.valueKind(entry) === LONG_STRING_VALUE) {
    const width = longBracketLevel(text, valueStart) + 2;
    const start = valueStart + width;
    const end = valueEnd - width;
    // A line break right after the opening is not part of it.
    return { value: text.slice(start, end).replace(/^\r?\n/, ''), start, end };
  }
  const start = valueStart + 1;
  const end = isTerminated(text, valueStart, valueEnd) ? valueEnd - 1 : valueEnd;
  return { value: unescapeQuoted(text.slice(start, end)), start, end };
}

/** The key of an entry as Lua sees it; of a number, as it is written. */
export function keyName(text: string, tree: EntryTree, entry: number): string {
  const known = tree.knownKey(entry);
  if (known !== 0) return KNOWN_NAMES.name(known);
  const kind = tree.keyKind(entry);
  const written = text.slice(tree.nameStart(entry), tree.nameEnd(entry));
  if (kind === LONG_STRING_KEY) return written.replace(/^\r?\n/, '');
  return kind === STRING_KEY ? unescapeQuoted(written) : written;
}

/** Whether the key of an entry is `name`, in whichever way it is written. */
export function isNamed(text: string, tree: EntryTree, entry: number, name: string): boolean {
  const known = tree.knownKey(entry);
  if (known !== 0) return KNOWN_NAMES.name(known) === name;
  const kind = tree.keyKind(entry);
  if (kind === LOST_TOOLS_KEY) return name === 'Tools';
  if (kind === NUMBER_KEY || !tree.hasKey(entry)) return false;
  const start = tree.nameStart(entry);
  const length = tree.nameEnd(entry) - start;
  if (length < name.length || (kind === NAME_KEY && length > name.length)) return false;
  if (length === name.length) return text.startsWith(name, start);
  // Escapes, and a line break at the beginning of a long string, make what is written longer than the name.
  const first = text.charCodeAt(start);
  if (kind === STRING_KEY && first !== name.charCodeAt(0) && first !== BACKSLASH) return false;
  return keyName(text, tree, entry) === name;
}

/** The constructor of a table as written, without blanks; undefined for a plain table. */
export function constructorName(text: string, tree: EntryTree, entry: number): string | undefined {
  const known = tree.knownType(entry);
  if (known !== 0) return KNOWN_NAMES.name(known);
  const end = tree.constructorEnd(entry);
  if (end === -1) return undefined;
  const written = text.slice(tree.valueStart(entry), end);
  return isSpaced(written) ? written.replace(/\s+/g, '') : written;
}

/** Only around the dots and the parentheses of a constructor may there be blanks. */
export function isSpaced(written: string): boolean {
  return written.includes('.') || written.endsWith(')');
}
