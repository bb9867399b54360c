/** A text as one word of a POSIX shell: in single quotes, within which nothing but their end has a meaning. */
export function posixWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
