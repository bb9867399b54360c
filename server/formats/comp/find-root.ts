import { LongBrackets } from './long-bracket.ts';

/** `Composition` (its brace may be lost), `{`, `Tools` (the brace before it is lost), or another name before a brace, at one place of a text. */
const OPENING = /Composition\b|Tools\s*=|(?:[A-Za-z_][\w.]*\s*(?:\(\s*\)\s*)?)?\{/y;

/** The opening of a composition or a setting, at the start of a line, where damage or other text stands before it. */
const LATER_OPENING = /^[ \t]*(?:Composition\s*\{|\{\s*Tools\s*=)/m;

/** Where the outermost table of a text begins. */
export interface Root {
  /** The offset of its constructor, or of its brace where it has none. */
  readonly start: number;
  /** Something other than byte-order mark, blanks and comments stands before it. */
  readonly isPreceded: boolean;
}

/** Finds where the composition or setting of a text begins; `undefined` where no such table does. */
export function findRoot(text: string): Root | undefined {
  const start = skipBlanksAndComments(text);
  OPENING.lastIndex = start;
  if (OPENING.test(text)) return { start, isPreceded: false };
  const later = LATER_OPENING.exec(text);
  return later === null ? undefined : { start: later.index, isPreceded: true };
}

const BLANKS = /[\s\0]*/y;
const LINE_COMMENT = /--[^\r\n]*/y;

/** The offset of the first character that is neither blank nor in a comment. */
function skipBlanksAndComments(text: string): number {
  const longBrackets = new LongBrackets(text);
  let at = 0;
  for (;;) {
    at = endOf(BLANKS, text, at);
    if (!text.startsWith('--', at)) return at;
    const end = longBrackets.endAt(at + 2);
    at = end === -1 ? endOf(LINE_COMMENT, text, at) : end;
  }
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

const SETTING_START = /\{\s*(?:--[^\r\n]*\s*)*(?:\}|[A-Za-z_]\w*\s*=|\["|$)/y;
const COMPOSITION_START = /Composition\s*\{/y;

/**
 * What a text is by its beginning, whatever its file is called: other languages use `.comp` too. `undefined` for
 * neither a composition nor a setting.
 */
export function detectComp(text: string): 'composition' | 'setting' | undefined {
  const start = skipBlanksAndComments(text);
  COMPOSITION_START.lastIndex = start;
  if (COMPOSITION_START.test(text)) return 'composition';
  SETTING_START.lastIndex = start;
  return SETTING_START.test(text) ? 'setting' : undefined;
}
