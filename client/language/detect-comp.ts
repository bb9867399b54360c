/** How much of a text is looked at, in UTF-16 code units. */
const LOOKED_AT = 4000;

const LEADING = /^\uFEFF?(?:\s+|--\[(=*)\[[\s\S]*?\]\1\]|--[^\r\n]*)*/;
const COMPOSITION = /^Composition\s*\{/;
const BARE_TABLE = /^\{\s*(?:--[^\r\n]*\s*)*(?:\}|[A-Za-z_]\w*\s*=|\["|$)/;
const SHADER = /^\s*(?:#\s*(?:version|extension|define|include)\b|layout\s*\(|precision\s)/m;

/**
 * What a text is by its beginning: `comp` for a composition or a setting, `shader` for a GLSL compute shader, which
 * uses the file name extension `.comp` too, `undefined` where the text does not say.
 */
export function detectComp(text: string): 'comp' | 'shader' | undefined {
  const head = text.slice(0, LOOKED_AT);
  const body = head.replace(LEADING, '');
  if (COMPOSITION.test(body) || BARE_TABLE.test(body)) return 'comp';
  return SHADER.test(head) ? 'shader' : undefined;
}
