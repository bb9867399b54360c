/** The text that a JSON string stands for, and where each of its code units is written. */
export interface DecodedString {
  readonly text: string;
  /** Where the code unit at `index` of `text` begins in the literal between its quotes; its length for the end. */
  offsetAt(index: number): number;
}

const SIMPLE: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Decodes a JSON string literal, without its quotes. Escapes that JSON does not have stand for themselves. */
export function decodeJsonString(literal: string): DecodedString {
  if (!literal.includes('\\')) return { text: literal, offsetAt: (index) => index };
  const offsets: number[] = [];
  const pieces: string[] = [];
  for (let at = 0; at < literal.length; ) {
    const [unit, length] = unitAt(literal, at);
    for (let index = 0; index < unit.length; index += 1) offsets.push(at);
    pieces.push(unit);
    at += length;
  }
  return { text: pieces.join(''), offsetAt: (index) => offsets[index] ?? literal.length };
}

/** One code unit of the text, and how long it is in the literal. */
function unitAt(literal: string, at: number): readonly [unit: string, length: number] {
  const character = literal[at] ?? '';
  if (character !== '\\') return [character, 1];
  const next = literal[at + 1];
  if (next === undefined) return [character, 1];
  if (next === 'u') {
    const hex = literal.slice(at + 2, at + 6);
    if (/^[0-9a-fA-F]{4}$/.test(hex)) return [String.fromCharCode(Number.parseInt(hex, 16)), 6];
    return [character, 1];
  }
  const simple = SIMPLE[next];
  return simple === undefined ? [character, 1] : [simple, 2];
}

/** A text as it is written between the quotes of a JSON string: what need not be escaped is not. */
export function encodeJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
