import { type CustomPatternMatcherFunc, createToken, type IToken, Lexer } from 'chevrotain';
import { endOfQuoted } from '../quoted-string.ts';

const COMMENTS = 'comments';

/** A name. Characters beyond ASCII belong to names, as in the Lua of Fusion. */
export const LuaName = createToken({ name: 'LuaName', pattern: /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/ });

/** A word of the language, other than `true`, `false` and `nil`. */
export const LuaKeyword = createToken({
  name: 'LuaKeyword',
  pattern: /and|break|do|elseif|else|end|for|function|goto|if|in|local|not|or|repeat|return|then|until|while/,
  longer_alt: LuaName,
});

/** `true`, `false` or `nil`. */
export const LuaConstant = createToken({ name: 'LuaConstant', pattern: /true|false|nil/, longer_alt: LuaName });

/** Decimal with fraction and exponent, or hexadecimal. The dots of `1..2` are left to the operator. */
export const LuaNumber = createToken({
  name: 'LuaNumber',
  pattern: /0[xX][0-9A-Fa-f]+|(?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/,
});

const matchQuoted: CustomPatternMatcherFunc = (text, offset) => [text.slice(offset, endOfQuoted(text, offset).end)];

/** A string between quotes of either kind; without its closing quote it ends with its line. */
export const LuaString = createToken({
  name: 'LuaString',
  pattern: matchQuoted,
  start_chars_hint: ['"', "'"],
  line_breaks: true,
});

/** `[[ ... ]]` or `[=[ ... ]=]`; without its end it takes the rest of the text. */
export const LuaLongString = createToken({
  name: 'LuaLongString',
  pattern: /\[(=*)\[(?:[\s\S]*?\]\1\]|[\s\S]*)/,
  line_breaks: true,
});

/** Every operator, bracket and separator. */
export const LuaOperator = createToken({
  name: 'LuaOperator',
  pattern: /\.\.\.|\.\.|::|[=~<>]=|[-+*/%^#<>=(){}[\];:,.]/,
});

const Blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true });

const BlockComment = createToken({
  name: 'BlockComment',
  pattern: /--\[(=*)\[(?:[\s\S]*?\]\1\]|[\s\S]*)/,
  group: COMMENTS,
  line_breaks: true,
});

const LineComment = createToken({ name: 'LineComment', pattern: /--[^\r\n]*/, group: COMMENTS });

const TOKEN_TYPES = [
  Blank,
  LuaKeyword,
  LuaConstant,
  LuaName,
  LuaNumber,
  LuaString,
  BlockComment,
  LineComment,
  LuaLongString,
  LuaOperator,
];

/** What a piece of Lua consists of, in the order of the text. */
export interface LexedLua {
  /** Without blanks and comments. */
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
}

function createLuaLexer(): (source: string) => LexedLua {
  let lexer: Lexer | undefined;
  return (source) => {
    lexer ??= new Lexer(TOKEN_TYPES, { positionTracking: 'onlyOffset', ensureOptimizations: true });
    const { tokens, groups } = lexer.tokenize(source);
    return { tokens, comments: groups[COMMENTS] ?? [] };
  };
}

/**
 * Splits Lua into tokens: an expression, or a script. It accepts every text and leaves out what is nothing in Lua; the
 * work grows with the length of the text.
 */
export const lexLua: (source: string) => LexedLua = createLuaLexer();

/** The offset after a token, exclusive. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}
