import { LongBrackets, longBracketLevel } from './long-bracket.ts';
import { endOfQuoted } from './quoted-string.ts';

/** One piece of a text that is being typed, in offsets of that text. */
export interface CursorToken {
  readonly kind: 'name' | 'number' | 'string' | 'comment' | 'mark';
  readonly start: number;
  readonly end: number;
  /** False for a string or a comment whose end is missing. */
  readonly isClosed: boolean;
}

const BLANKS = /[\s\0]+/y;

/** A name, with dots in it where one is written so: `Fuse.Wireless`, and `Gamut.SLo` while its brackets are missing. */
const NAME =
  /[A-Za-z_\u00a1-\u1fff\u2030-\u2fff\u3001-\ufefe\uff00-\ufffc][\w.\u00a1-\u1fff\u2030-\u2fff\u3001-\ufefe\uff00-\ufffc]*/y;
const NUMBER = /-?(?:\d|\.\d)(?:[eE][+-]?\d|[\w.])*|-(?!-)/y;
const LINE_COMMENT = /--[^\r\n]*/y;

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/**
 * The pieces of a text in order, from `start` on, without blanks. Unlike the lexer it takes what is half typed: a
 * string that is not closed ends with its line, a long bracket that is not closed with the text.
 */
export function* cursorTokens(text: string, start = 0): Generator<CursorToken> {
  const brackets = new LongBrackets(text);
  let at = start;
  for (;;) {
    at = endOf(BLANKS, text, at);
    if (at >= text.length) return;
    const token = tokenAt(text, at, brackets);
    yield token;
    at = token.end;
  }
}

function tokenAt(text: string, start: number, brackets: LongBrackets): CursorToken {
  const first = text.charAt(start);
  if (first === '"' || first === "'") {
    const { end, terminated } = endOfQuoted(text, start);
    return { kind: 'string', start, end, isClosed: terminated };
  }
  if (text.startsWith('--', start)) return commentAt(text, start, brackets);
  if (longBracketLevel(text, start) !== -1) {
    const end = brackets.endAt(start);
    return { kind: 'string', start, end: end === -1 ? text.length : end, isClosed: end !== -1 };
  }
  const name = endOf(NAME, text, start);
  if (name > start) return { kind: 'name', start, end: name, isClosed: true };
  const number = endOf(NUMBER, text, start);
  if (number > start) return { kind: 'number', start, end: number, isClosed: true };
  return { kind: 'mark', start, end: start + 1, isClosed: true };
}

/** `--[[ ... ]]`, or to the end of the line. The cursor at the end of a line comment is still inside of it. */
function commentAt(text: string, start: number, brackets: LongBrackets): CursorToken {
  const end = brackets.endAt(start + 2);
  if (end !== -1) return { kind: 'comment', start, end, isClosed: true };
  return { kind: 'comment', start, end: endOf(LINE_COMMENT, text, start), isClosed: false };
}
