/** Where a quoted string ends, and whether its closing quote is there. */
export interface QuotedEnd {
  /** Offset after the last character of the string. */
  readonly end: number;
  readonly terminated: boolean;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BACKSLASH = 92;

/**
 * Finds the end of the quoted string that begins at `start` (at its quote, either kind). A string whose quote is
 * missing ends with its line, since Fusion writes line breaks as `\n` and never as they are. What closes the tables
 * of that line (`, },`) or opens one (`{`) is then left outside the string, so that the tables still balance.
 */
export function endOfQuoted(text: string, start: number): QuotedEnd {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return { end: at + 1, terminated: true };
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
    at += code === BACKSLASH ? 2 : 1;
  }
  return { end: withoutStructure(text, start, Math.min(at, text.length)), terminated: false };
}

function withoutStructure(text: string, start: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > start + 1 && isStructure(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

/** Blank, tab, comma and braces: what may follow a string on its line. */
function isStructure(code: number): boolean {
  return code === 32 || code === 9 || code === 44 || code === 123 || code === 125;
}

/** True when the string from `start` to before `end` ends with the quote it began with, and that quote is not escaped. */
export function isTerminated(text: string, start = 0, end = text.length): boolean {
  const last = end - 1;
  if (last <= start || text.charCodeAt(last) !== text.charCodeAt(start)) return false;
  let backslashes = 0;
  while (last - 1 - backslashes > start && text.charCodeAt(last - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 0;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Resolves the escapes of Lua 5.1: named ones, `\ddd`, and any other character for itself (`\/` is `/`). */
export function unescapeQuoted(content: string): string {
  let at = content.indexOf('\\');
  if (at === -1) return content;
  let result = '';
  let done = 0;
  while (at !== -1 && at + 1 < content.length) {
    result += content.slice(done, at);
    done = at + lengthOfEscape(content, at);
    result += escaped(content, at + 1, done);
    at = content.indexOf('\\', done);
  }
  return result + content.slice(done);
}

/** With its backslash. */
function lengthOfEscape(content: string, at: number): number {
  if (content.startsWith('\r\n', at + 1)) return 3;
  let digits = 0;
  while (digits < 3 && isDigit(content.charCodeAt(at + 1 + digits))) digits += 1;
  return 1 + Math.max(1, digits);
}

/** What the sequence from `start` to before `end`, without its backslash, stands for. */
function escaped(content: string, start: number, end: number): string {
  const first = content.charCodeAt(start);
  if (isDigit(first)) return String.fromCharCode(Number(content.slice(start, end)));
  if (first === CARRIAGE_RETURN) return '\n';
  const sequence = content.slice(start, end);
  return ESCAPES[sequence] ?? sequence;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Writes a text as Fusion does: between double quotes, with `\\`, `\"`, `\n` and `\r` escaped and all else as it is. */
export function quote(value: string): string {
  const escaped = value.replace(/[\\"\n\r]/g, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    return `\\${character}`;
  });
  return `"${escaped}"`;
}
