/** Escape sequences of terminals (ECMA-48): colours and the like, titles of windows, and single letters. */
const ESC = '\\u{1b}';
const ESCAPES = new RegExp(
  `${ESC}(?:\\[[0-?]{0,64}[ -/]{0,8}[@-~]|\\][^\\u{7}${ESC}]{0,256}(?:\\u{7}|${ESC}\\\\)|[@-Z\\\\-_])`,
  'gu',
);

/** A line of output as it is read and kept: without what colours it in a terminal and without other control characters. */
export function cleanLine(line: string): string {
  const plain = line.includes('\u001b') ? line.replace(ESCAPES, '') : line;
  return plain.replace(/[\p{Cc}\u{feff}]/gu, (character) => (character === '\t' ? character : '')).trimEnd();
}
