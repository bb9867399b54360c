/** The most characters of a text that a message shows. */
const LONGEST = 40;

/** A text as messages show it: short, with its line breaks as `\\n`. */
export function onOneLine(text: string): string {
  // By characters, so that no emoji is cut in two.
  const shown = text.length > LONGEST ? `${[...text.slice(0, LONGEST + 1)].slice(0, LONGEST).join('')}…` : text;
  return shown.replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\\n').replace(/\t/g, '\\t');
}
