import { type CustomPatternMatcherFunc, createToken, Lexer, type TokenType } from 'chevrotain';
import { LongBrackets } from './long-bracket.ts';
import { endOfQuoted } from './quoted-string.ts';

/** The characters of ASCII that no token begins with. */
const UNKNOWN_ASCII: readonly string[] = [...'!#$%&*+/:<>?@\\^`|~\x7f', ...controlCharacters()];

function controlCharacters(): string[] {
  const codes = Array.from({ length: 31 }, (_, index) => index + 1);
  return codes.filter((code) => !isBlank(code)).map((code) => String.fromCharCode(code));
}

/** Stretches of characters beyond ASCII that cannot be part of a name: controls, unusual blanks, and U+FFFD. */
const UNKNOWN_BEYOND_ASCII: readonly (readonly [first: number, last: number])[] = [
  [0x80, 0xa0],
  [0x2000, 0x202f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
  [0xfffd, 0xffff],
];

/** Tab to carriage return, and the blank. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

const UNKNOWN_CODES: ReadonlySet<number> = new Set(UNKNOWN_ASCII.map((character) => character.charCodeAt(0)));

function isUnknown(code: number): boolean {
  if (code < 128) return UNKNOWN_CODES.has(code);
  return UNKNOWN_BEYOND_ASCII.some(([first, last]) => code >= first && code <= last);
}

/** The group of tokens that no table may hold; they never reach the grammar. */
export const FAULTS = 'faults';

export const Comma = createToken({ name: 'Comma', pattern: ',' });
export const Semicolon = createToken({ name: 'Semicolon', pattern: ';' });
export const Equals = createToken({ name: 'Equals', pattern: '=' });
export const Dot = createToken({ name: 'Dot', pattern: '.' });
export const LeftBrace = createToken({ name: 'LeftBrace', pattern: '{' });
export const RightBrace = createToken({ name: 'RightBrace', pattern: '}' });
export const LeftBracket = createToken({ name: 'LeftBracket', pattern: '[' });
export const RightBracket = createToken({ name: 'RightBracket', pattern: ']' });
export const LeftParenthesis = createToken({ name: 'LeftParenthesis', pattern: '(' });
export const RightParenthesis = createToken({ name: 'RightParenthesis', pattern: ')' });

/** A key or a constructor. Letters beyond ASCII are let in so that the grammar can say how to write such a key. */
export const Name = createToken({
  name: 'Name',
  pattern:
    /[A-Za-z_\u00a1-\u1fff\u2030-\u2fff\u3001-\ufefe\uff00-\ufffc][\w\u00a1-\u1fff\u2030-\u2fff\u3001-\ufefe\uff00-\ufffc]*/,
});
export const True = createToken({ name: 'True', pattern: /true/, longer_alt: Name });
export const False = createToken({ name: 'False', pattern: /false/, longer_alt: Name });

/** Decimal with fraction and exponent (also the three digits of `5.55e-017`), or hexadecimal. */
export const NumberLiteral = createToken({
  name: 'NumberLiteral',
  pattern: /-?(?:0[xX][0-9A-Fa-f]+|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)/,
});

const matchQuoted: CustomPatternMatcherFunc = (text, offset) => {
  const first = text.charAt(offset);
  return first === '"' || first === "'" ? [text.slice(offset, endOfQuoted(text, offset).end)] : null;
};

/** Between quotes of either kind; see `endOfQuoted` for one whose closing quote is missing. */
export const StringLiteral = createToken({
  name: 'StringLiteral',
  pattern: matchQuoted,
  start_chars_hint: ['"', "'"],
  line_breaks: true,
});

/** What is known of the long brackets of a text while it is being read, by the lexer's record of that reading. */
const searches = new WeakMap<object, LongBrackets>();

function endOfLongBracket(text: string, start: number, reading: object): number {
  let search = searches.get(reading);
  if (search === undefined) {
    search = new LongBrackets(text);
    searches.set(reading, search);
  }
  return search.endAt(start);
}

const matchLongString: CustomPatternMatcherFunc = (text, offset, _tokens, reading) => {
  const end = endOfLongBracket(text, offset, reading);
  return end === -1 ? null : [text.slice(offset, end)];
};

/** `[[ ... ]]` or `[=[ ... ]=]`. */
export const LongString = createToken({
  name: 'LongString',
  pattern: matchLongString,
  start_chars_hint: ['['],
  line_breaks: true,
});

const matchBlockComment: CustomPatternMatcherFunc = (text, offset, _tokens, reading) => {
  if (!text.startsWith('--[', offset)) return null;
  const end = endOfLongBracket(text, offset + 2, reading);
  return end === -1 ? null : [text.slice(offset, end)];
};

const BlockComment = createToken({
  name: 'BlockComment',
  pattern: matchBlockComment,
  start_chars_hint: ['-'],
  group: Lexer.SKIPPED,
  line_breaks: true,
});

const Blank = createToken({ name: 'Blank', pattern: /[ \t\r\n\v\f]+/, group: Lexer.SKIPPED, line_breaks: true });
const LineComment = createToken({ name: 'LineComment', pattern: /--[^\r\n]*/, group: Lexer.SKIPPED });

/** `--[[` without its `]]`: only its line is taken for the comment. */
export const OpenComment = createToken({ name: 'OpenComment', pattern: /--\[=*\[[^\r\n]*/, group: FAULTS });

const matchNul: CustomPatternMatcherFunc = (text, offset) => {
  if (text.charCodeAt(offset) !== 0) return null;
  let end = offset + 1;
  while (end < text.length && (text.charCodeAt(end) === 0 || isBlank(text.charCodeAt(end)))) end += 1;
  return [text.slice(offset, end)];
};

/** The NUL that ends a comp of Fusion 16 and older, with what blanks follow; elsewhere it is damage. */
export const Nul = createToken({
  name: 'Nul',
  pattern: matchNul,
  start_chars_hint: [0],
  group: FAULTS,
  line_breaks: true,
});

const matchUnknown: CustomPatternMatcherFunc = (text, offset) => {
  let end = offset;
  while (end < text.length && isUnknown(text.charCodeAt(end))) end += 1;
  if (end === offset && text.charAt(offset) === '-') end += 1;
  return end === offset ? null : [text.slice(offset, end)];
};

/** Characters that stand for nothing outside strings and comments, U+FFFD and unusual blanks among them. */
export const Unknown = createToken({
  name: 'Unknown',
  pattern: matchUnknown,
  start_chars_hint: ['-', ...UNKNOWN_ASCII, ...UNKNOWN_BEYOND_ASCII.flat()],
  group: FAULTS,
  line_breaks: false,
});

/** Every token type, in the order in which the lexer tries them. */
export const TOKEN_TYPES: readonly TokenType[] = [
  Blank,
  True,
  False,
  Name,
  BlockComment,
  OpenComment,
  LineComment,
  NumberLiteral,
  LongString,
  LeftBracket,
  RightBracket,
  Equals,
  LeftBrace,
  RightBrace,
  Comma,
  Semicolon,
  Dot,
  LeftParenthesis,
  RightParenthesis,
  StringLiteral,
  Nul,
  Unknown,
];
