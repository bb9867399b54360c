/** A part of a list, in UTF-16 code units of the list. */
export interface ListPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The parts of a text between commas, with the blanks around them. */
export function commaParts(text: string): readonly ListPart[] {
  let start = 0;
  return text.split(',').map((part) => {
    const found = { text: part, start, end: start + part.length };
    start = found.end + 1;
    return found;
  });
}

/** The parts of a text that separators are left out of, which may be repeated and stand at its ends. */
export function partsBetween(text: string, separators: RegExp): readonly ListPart[] {
  const parts: ListPart[] = [];
  let start = 0;
  const add = (end: number) => {
    if (end > start) parts.push({ text: text.slice(start, end), start, end });
  };
  for (const { 0: found, index } of text.matchAll(separators)) {
    add(index);
    start = index + found.length;
  }
  add(text.length);
  return parts;
}

/** Leaves out the parts without text, or with blanks alone. */
export function filledParts(parts: readonly ListPart[]): readonly ListPart[] {
  return parts.filter(({ text }) => text.trim() !== '');
}
