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

/** A number as the patterns of {@link NUMBERS} match it, in ASCII and without plus and underscores. */
export function asciiNumber(text: string): string {
  return text.replace(/[+_\s]/g, '').replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** The digits of a script stand in a row from its zero on; rows of ten may touch. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return code - 0x30;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
