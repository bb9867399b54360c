/** Pieces of patterns that dialects are put together from: what their programs take for a number. */
export const NUMBERS = {
  /** Digits of ASCII. */
  plain: '[0-9]+',
  /** The same, with a minus. */
  signed: '-?[0-9]+',
  /** What Go's `ParseInt` takes where no minus can be left over. */
  withPlus: '\\+?[0-9]+',
  /** What `\d` is for Python: the digits of all scripts, with a minus. */
  anyScript: '-?\\p{Nd}+',
  /** What Python's `int` takes, but for a minus: a plus, the digits of all scripts, single underscores. */
  pythonInt: '\\+?\\p{Nd}+(?:_\\p{Nd}+)*',
} as const;

/** Blanks that programs take, as what stands in a pattern between brackets: each has its own, and none is that of JavaScript. */
export const BLANKS = {
  /** `\s` and `str.strip` of Python: also the separators of ASCII, and no byte order mark. */
  python: '\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
  /** `strings.TrimSpace` of Go. */
  go: '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
} as const;

/** A number as the patterns of {@link NUMBERS} match it, in ASCII and without plus, underscores and blanks. */
export function asciiNumber(text: string): string {
  return text.replace(/[+_\s\p{Cc}]/gu, '').replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** The digits of a script stand in a row from its zero on; rows of ten may touch. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return code - 0x30;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
