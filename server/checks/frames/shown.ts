/** So many characters of a frame text are shown in a message or a title. */
const MOST_CHARACTERS = 40;

/** A frame text short enough for a message or a title. */
export function shown(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
