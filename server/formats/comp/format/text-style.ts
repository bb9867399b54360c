import { detectComp } from '../find-root.ts';
import type { Comp } from '../model.ts';

/** How a text is indented and where its lines end. */
export interface TextStyle {
  /** What the entries of a table stand to the right of the table by. */
  readonly indent: string;
  readonly lineEnd: string;
}

/** So many characters, in UTF-16 code units, tell how a text is indented. */
const SAMPLE = 64 * 1024;

/** Whether the text begins as a composition or a setting does; any other is left alone. */
export function isFusionText(comp: Comp): boolean {
  return detectComp(comp.slice(0, SAMPLE)) !== undefined;
}

/**
 * The style of a comp: its own line end, that of its first line; and tabs, as Fusion writes them, unless the text is
 * indented with blanks and never with tabs: then `wanted`.
 */
export function styleOf(comp: Comp, wanted: string): TextStyle {
  const sample = comp.slice(0, SAMPLE);
  const hasBlanks = /^ /m.test(sample) && !/^\t/m.test(sample);
  const lineEnd = /\r\n|\n|\r/.exec(sample)?.[0] ?? '\n';
  return { indent: hasBlanks ? wanted : '\t', lineEnd };
}
