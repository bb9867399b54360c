import type { TokenType } from 'chevrotain';
import { LongBrackets } from '../long-bracket.ts';
import { endOfQuoted } from '../quoted-string.ts';
import { Name, NumberLiteral } from '../tokens.ts';

/** What a token is, as far as the white space around it depends on that. */
export type TokenKind =
  | 'name'
  | 'number'
  | 'string'
  | 'long-string'
  | 'line-comment'
  | 'block-comment'
  | 'open'
  | 'close'
  | 'separator'
  | 'equals'
  | 'dot'
  | 'open-bracket'
  | 'close-bracket'
  | 'open-parenthesis'
  | 'close-parenthesis';

/** A token or a comment; offsets are UTF-16 code units, `end` exclusive. */
export interface ScannedToken {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

const MARKS: Readonly<Record<string, TokenKind>> = {
  '{': 'open',
  '}': 'close',
  ',': 'separator',
  ';': 'separator',
  '=': 'equals',
  '.': 'dot',
  '[': 'open-bracket',
  ']': 'close-bracket',
  '(': 'open-parenthesis',
  ')': 'close-parenthesis',
};

const BLANKS = /[ \t\r\n\v\f]*/y;
const NAME = patternOf(Name);
const NUMBER = patternOf(NumberLiteral);
const LINE_COMMENT = /--(?!\[=*\[)[^\r\n]*/y;

const BYTE_ORDER_MARK = '\ufeff';

/** The pattern of one of the lexer's tokens, to be tried at one place of a text. */
function patternOf({ name, PATTERN }: TokenType): RegExp {
  if (!(PATTERN instanceof RegExp)) throw new TypeError(`The token ${name} has no regular expression.`);
  return new RegExp(PATTERN.source, 'y');
}

/**
 * The tokens and comments of a text one after another, read only as far as they are asked for. They end where the text
 * does, at the NUL that ends a comp of Fusion 16 and older, and before the first thing that is no sound token: a string
 * or a comment that never ends, or a character that stands for nothing.
 */
export function* scanTokens(text: string): Generator<ScannedToken> {
  const longBrackets = new LongBrackets(text);
  let at = endOf(BLANKS, text, text.startsWith(BYTE_ORDER_MARK) ? 1 : 0);
  while (at < text.length) {
    const token = tokenAt(text, at, longBrackets);
    if (token === undefined) return;
    yield token;
    at = endOf(BLANKS, text, token.end);
  }
}

function tokenAt(text: string, start: number, longBrackets: LongBrackets): ScannedToken | undefined {
  const first = text.charAt(start);
  switch (first) {
    case '"':
    case "'": {
      const { end, terminated } = endOfQuoted(text, start);
      return terminated ? { kind: 'string', start, end } : undefined;
    }
    case '[': {
      const end = longBrackets.endAt(start);
      return end === -1 ? { kind: 'open-bracket', start, end: start + 1 } : { kind: 'long-string', start, end };
    }
    case '-':
      return commentAt(text, start, longBrackets) ?? wordAt('number', NUMBER, text, start);
    case '.':
      return wordAt('number', NUMBER, text, start) ?? { kind: 'dot', start, end: start + 1 };
    default: {
      const mark = MARKS[first];
      if (mark !== undefined) return { kind: mark, start, end: start + 1 };
      return wordAt('name', NAME, text, start) ?? wordAt('number', NUMBER, text, start);
    }
  }
}

function commentAt(text: string, start: number, longBrackets: LongBrackets): ScannedToken | undefined {
  if (!text.startsWith('--', start)) return undefined;
  const end = longBrackets.endAt(start + 2);
  return end === -1 ? wordAt('line-comment', LINE_COMMENT, text, start) : { kind: 'block-comment', start, end };
}

function wordAt(kind: TokenKind, pattern: RegExp, text: string, start: number): ScannedToken | undefined {
  const end = endOf(pattern, text, start);
  return end === start ? undefined : { kind, start, end };
}

/** The offset after what a sticky pattern matches at `at`; `at` itself where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
