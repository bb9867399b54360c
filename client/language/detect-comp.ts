/** How much of a text is looked at, in UTF-16 code units. */
export const LOOKED_AT = 65_536;

/**
 * What a text is by its beginning: `comp` for a composition, or a table of tools as settings and Fusion's clipboard
 * hold it; `table` for another table, which a setting may be; `shader` for a GLSL compute shader, which uses the file
 * name extension `.comp` too.
 */
export type TextKind = 'comp' | 'table' | 'shader';

// A block comment that does not end is a comment to the end of the text, so that it is searched for once.
const LEADING = /^\uFEFF?(?:\s+|--\[(=*)\[(?:[\s\S]*?\]\1\]|[\s\S]*)|--[^\r\n]*)*/;
const COMP = /^(?:Composition\s*\{|\{\s*(?:--[^\r\n]*\s*)*Tools\s*=\s*(?:ordered\s*\(\s*\)\s*)?\{)/;
const TABLE = /^\{\s*(?:--[^\r\n]*\s*)*(?:\}|[A-Za-z_]\w*\s*=|\["|$)/;
const SHADER =
  /^[ \t]*(?:#[ \t]*(?:version|extension|define|include|pragma|if|ifdef|ifndef)\b|layout[ \t]*\(|precision[ \t]+\w+[ \t]+\w+|(?:uniform|buffer|shared|struct|void)[ \t]+\w+)/m;

/** Tells what a text is; `undefined` where its beginning does not say. */
export function detectComp(text: string): TextKind | undefined {
  const head = text.slice(0, LOOKED_AT);
  const body = head.replace(LEADING, '');
  if (COMP.test(body)) return 'comp';
  if (TABLE.test(body)) return 'table';
  return SHADER.test(head) ? 'shader' : undefined;
}
