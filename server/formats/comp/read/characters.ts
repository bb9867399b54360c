export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const APOSTROPHE = 39;
export const LEFT_PARENTHESIS = 40;
export const RIGHT_PARENTHESIS = 41;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const EQUALS = 61;
export const CAPITAL_E = 69;
export const LEFT_BRACKET = 91;
export const BACKSLASH = 92;
export const RIGHT_BRACKET = 93;
export const SMALL_E = 101;
export const LEFT_BRACE = 123;
export const RIGHT_BRACE = 125;

/** What a character may be part of. */
export const OTHER = 0;
export const LETTER = 1;
export const DIGIT = 2;

const CLASSES = classes();

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  for (let code = 48; code <= 57; code += 1) table[code] = DIGIT;
  for (let code = 65; code <= 90; code += 1) table[code] = LETTER;
  for (let code = 97; code <= 122; code += 1) table[code] = LETTER;
  table[95] = LETTER;
  return table;
}

/** `LETTER` for what begins a name, `DIGIT` for what else it may have, `OTHER` for every other character and for none. */
export function classOf(code: number | undefined): number {
  return code !== undefined && code < 128 ? (CLASSES[code] ?? OTHER) : OTHER;
}

export function isBlank(code: number): boolean {
  return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
}

export function isLineBreak(code: number | undefined): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
