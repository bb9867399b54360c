/** So much of what a farm says is told to people, in characters. */
const MOST = 300;

/** A text on one line, without control characters; what is longer than `most` characters is cut off. */
export function oneLine(text: string, most = MOST): string {
  // Of a text that is very long only its beginning is looked at.
  const line = text
    .slice(0, most * 4)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : line;
}

/** A text with one point at its end. */
export const asSentence = (text: string): string => text.replace(/[.\s]*$/, '.');
