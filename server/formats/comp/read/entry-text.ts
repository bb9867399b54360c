import { longBracketLevel } from '../long-bracket.ts';
import { isTerminated, unescapeQuoted } from '../quoted-string.ts';
import { type Entry, LONG_STRING_VALUE } from './entry.ts';

/** What a string says, and where its content stands without quotes or brackets. */
export interface StringContent {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The content of an entry whose value is a string. */
export function contentOf(text: string, { valueKind, valueStart, valueEnd }: Entry): StringContent {
  if (valueKind === LONG_STRING_VALUE) {
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
