const OPEN_BRACKET = 91;
const EQUALS = 61;

/** Levels above this one are not read as long brackets: nobody writes them, and each costs a search of the text. */
const HIGHEST_LEVEL = 8;

const DOUBLED_KEY = /\[\[(?:"[^"\\\r\n]*"|-?[\d.]+)\][ \t]*=/y;

/** The number of `=` in the long bracket that opens at `start` (`[[` is 0, `[==[` is 2); -1 where none opens. */
export function longBracketLevel(text: string, start: number): number {
  const level = levelOf(text, start);
  return level === 0 && isDoubledKey(text, start) ? -1 : level;
}

/** The same for a text that is known to begin with a long bracket. */
export function levelOf(text: string, start: number): number {
  if (text.charCodeAt(start) !== OPEN_BRACKET) return -1;
  let level = 0;
  while (level <= HIGHEST_LEVEL && text.charCodeAt(start + 1 + level) === EQUALS) level += 1;
  if (level > HIGHEST_LEVEL || text.charCodeAt(start + 1 + level) !== OPEN_BRACKET) return -1;
  return level;
}

/** Whether what begins at `start` is a key with a bracket too many, `[["name"] =` or `[[10] =`, neither value nor comment. */
function isDoubledKey(text: string, start: number): boolean {
  DOUBLED_KEY.lastIndex = start;
  if (!DOUBLED_KEY.test(text)) return false;
  let before = start - 1;
  while (text.charAt(before) === ' ' || text.charAt(before) === '\t') before -= 1;
  return text.charAt(before) !== '=' && text.charAt(before) !== '-';
}

/**
 * The offset after the long bracket that opens at `start`; -1 where none opens or the one that does never closes. To find
 * that out it goes on to the end of the text; where that may happen often, `LongBrackets` remembers it.
 */
export function endOfLongBracket(text: string, start: number): number {
  const level = longBracketLevel(text, start);
  if (level === -1) return -1;
  const closing = `]${'='.repeat(level)}]`;
  const at = text.indexOf(closing, start + level + 2);
  return at === -1 ? -1 : at + closing.length;
}

/**
 * Finds the ends of the long brackets (`[[ ... ]]`, `[=[ ... ]=]`) of one text. It remembers which closings do not
 * occur any more, so that a text full of openings is searched once and not once for each of them.
 */
export class LongBrackets {
  readonly #text: string;
  readonly #exhausted = new Set<number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset after the long bracket that opens at `start`; -1 where none opens or the one that does never closes. */
  endAt(start: number): number {
    const level = longBracketLevel(this.#text, start);
    if (level === -1 || this.#exhausted.has(level)) return -1;
    const end = endOfLongBracket(this.#text, start);
    if (end === -1) this.#exhausted.add(level);
    return end;
  }
}
