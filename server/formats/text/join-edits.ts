import type { TextEdit } from './range.ts';

/**
 * Fewer edits that do the same: neighbours become one that replaces up to `longest` code units of the text, what stands
 * between them too. `edits` are in order and apart, `slice` gives the text; `undefined` comes after each that is made.
 */
export function* joinEdits(
  edits: readonly TextEdit[],
  longest: number,
  slice: (start: number, end: number) => string,
): Generator<TextEdit | undefined> {
  let from = 0;
  while (from < edits.length) {
    const first = edits[from];
    if (first === undefined) return;
    const { start } = first.range;
    let { end } = first.range;
    const parts = [first.newText];
    for (from += 1; from < edits.length; from += 1) {
      const next = edits[from];
      if (next === undefined || next.range.end - start > longest) break;
      parts.push(slice(end, next.range.start), next.newText);
      end = next.range.end;
    }
    yield { range: { start, end }, newText: parts.join('') };
    yield undefined;
  }
}
