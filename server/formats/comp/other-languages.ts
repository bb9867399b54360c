import type { IToken } from 'chevrotain';
import type { TextRange } from '../text/range.ts';
import type { CompSyntaxError } from './model.ts';

/** Something that is written as another language wants it, and how a comp does. */
export type Slip = Pick<CompSyntaxError, 'message' | 'range' | 'repair'>;

/** The line around a character that no table can hold. */
interface Place {
  /** What stands before it on its line, and what it begins. */
  readonly before: string;
  readonly from: string;
  readonly start: number;
}

/** So far to each side is looked, in code units: some lines are very long. */
const AROUND = 200;

const SLIPS: readonly ((place: Place) => Slip | undefined)[] = [
  curlyQuote,
  lineComment,
  blockComment,
  noNumber,
  jsonKey,
];

/** What is meant by a character that no table can hold, if it is what another language writes. */
export function slipAt(text: string, { startOffset: start }: IToken): Slip | undefined {
  const before =
    text
      .slice(Math.max(0, start - AROUND), start)
      .split(/[\r\n]/)
      .at(-1) ?? '';
  const from = text.slice(start, start + AROUND).split(/[\r\n]/, 1)[0] ?? '';
  const place = { before, from, start };
  for (const slip of SLIPS) {
    const found = slip(place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `“Merge1”`: what word processors and web pages make of quotes. */
function curlyQuote({ from, start }: Place): Slip | undefined {
  if (!/^[\u2018-\u201f]/.test(from)) return undefined;
  const message = 'This is no quote: a text stands between two `"`.';
  const [quoted, inside = ''] = /^.([^"\\\u2018-\u201f]*)[\u2018-\u201f]/.exec(from) ?? [];
  if (quoted === undefined) return { message, range: { start, end: start + 1 } };
  return { ...written(start, start + quoted.length, `"${inside}"`), message, range: { start, end: start + 1 } };
}

/** `// ...` and `# ...`. After an `=` a value stands, a path without its quotes say. */
function lineComment({ before, from, start }: Place): Slip | undefined {
  const [mark] = /^(?:\/\/|#(?!\d))/.exec(from) ?? [];
  if (mark === undefined || !/(?:^|[\s,;{}])$/.test(before) || /=\s*$/.test(before)) return undefined;
  return { ...written(start, start + mark.length, '--'), message: 'A comment begins with `--`.' };
}

function blockComment({ from, start }: Place): Slip | undefined {
  const [mark] = /^(?:\/\*|\*\/)/.exec(from) ?? [];
  if (mark === undefined) return undefined;
  const range = { start, end: start + mark.length };
  const message = 'A comment stands between `--[[` and `]]`.';
  const [comment, inside = ''] = /^\/\*(.*?)\*\//.exec(from) ?? [];
  if (comment === undefined || inside.includes(']]')) return { message, range };
  return { ...written(start, start + comment.length, `--[[${inside}]]`), message, range };
}

/** `-1.#IND`, `1.#INF`, `1.#QNAN`: what C writes on Windows where there is no number. */
function noNumber({ before, from, start }: Place): Slip | undefined {
  const [kind] = /^#(?:IND|INF|QNAN|SNAN)\d*/.exec(from) ?? [];
  const [digits] = /-?\d+\.$/.exec(before) ?? [];
  if (kind === undefined || digits === undefined) return undefined;
  const range = { start: start - digits.length, end: start + kind.length };
  const message = `\`${digits}${kind}\` is no number: what was worked out here has no value that Fusion can read.`;
  return { ...written(range.start, range.end, '0'), message };
}

/** `"name": value` */
function jsonKey({ before, from, start }: Place): Slip | undefined {
  const [key, quoted] = from.startsWith(':') ? (/("(?:[^"\\]|\\.)*")\s*$/.exec(before) ?? []) : [];
  if (key === undefined) return undefined;
  const right = `[${quoted}] =`;
  const message = `A key is written \`${right}\` in a comp; \`:\` is how JSON writes it.`;
  return { ...written(start - key.length, start + 1, right), message, range: { start, end: start + 1 } };
}

function written(
  start: number,
  end: number,
  newText: string,
): { readonly range: TextRange; readonly repair: NonNullable<Slip['repair']> } {
  const range = { start, end };
  return { range, repair: { title: `Write \`${newText}\``, edits: [{ range, newText }] } };
}
