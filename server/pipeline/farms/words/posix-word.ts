/**
 * A text as one word of a POSIX shell: in single quotes, within which nothing but their end has a meaning. A NUL cannot be
 * part of one.
 */
export function posixWord(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}
