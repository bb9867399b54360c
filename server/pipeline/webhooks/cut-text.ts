/**
 * A text of at most so many UTF-16 units after `write` has written it for its place: what is too long ends in `…`, and no
 * character, and nothing that was escaped, is cut in two.
 */
export function cutText(text: string, most: number, write: (text: string) => string = (it) => it): string {
  const whole = write(text);
  if (whole.length <= most) return whole;
  let cut = '';
  for (const character of text) {
    const written = write(character);
    if (cut.length + written.length > most - 1) break;
    cut += written;
  }
  return `${cut}…`;
}
